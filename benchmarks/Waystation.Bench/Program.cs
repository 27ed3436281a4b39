using Waystation.Bench;

// Each bench measures one hot path of the house beside its peer, in the same run, and returns an exit code.
// Add a bench here, one line each: the name given to ./bench, and its static RunAsync.
var benches = new Dictionary<string, Func<Task<int>>>
{
    ["nearby"] = NearbyBench.RunAsync,
    ["open"] = OpenBench.RunAsync,
    ["hsds"] = HsdsBench.RunAsync,
    ["start"] = StartBench.RunAsync,
    ["import"] = ImportBench.RunAsync,
    ["tree"] = TreeBench.RunAsync,
    ["logbook"] = LogbookBench.RunAsync,
    ["pages"] = () => PagesBench.RunAsync(1_000_000),
    ["pages-5m"] = () => PagesBench.RunAsync(5_000_000),
    ["settle"] = () => SettleBench.RunAsync(425_000, 1_000_000),
    ["settle-full"] = () => SettleBench.RunAsync(4_250_000, 10_000_000),
    ["decide"] = DecideBench.RunAsync,
    ["save"] = SaveBench.RunAsync,
    ["inspect"] = InspectBench.RunAsync,
};

var wanted = args is ["all"] ? [.. benches.Keys.Where(name => name is not ("pages-5m" or "settle-full"))] : args;
if (wanted.Length == 0 || wanted.Any(name => !benches.ContainsKey(name)))
{
    Console.Error.WriteLine($"./bench {string.Join('|', benches.Keys.Append("all"))}");
    return 2;
}

Line.Print("machine", Machine.Describe());
var worst = 0;
foreach (var name in wanted) worst = Math.Max(worst, await benches[name]());
return worst;
