using System.Security.Cryptography;
using System.Text;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCaseOrderer(typeof(Waystation.SameOrder))]
[assembly: TestCollectionOrderer(typeof(Waystation.SameOrder))]

namespace Waystation;

/// <summary>
/// Runs tests in an order that has nothing to do with how they are written, and is the same on every machine: a test that leans on one before it fails
/// everywhere or nowhere. (xunit's own order changes with the folder the tests lie in.) WAYSTATION_TEST_ORDER=2 and so on are further orders.
/// </summary>
public sealed class SameOrder : ITestCaseOrderer, ITestCollectionOrderer
{
    static readonly string order = Environment.GetEnvironmentVariable("WAYSTATION_TEST_ORDER") is { Length: > 0 } given ? given : "1";

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : ITestCase =>
        [.. testCases.OrderBy(test => Place($"{test.TestClassName}.{test.TestMethodName}"), StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName), StringComparer.Ordinal)];

    static string Place(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{order} {name}")));
}
