using System.Net;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;

namespace Waystation.Bench;

/// <summary>
/// The officers' pages about members over HTTP, signed in, for a chair (100 people), a district officer and the city. The peer is the
/// same question as one hand-written statement, without the page around it, without a session and with nothing opened or counted.
/// </summary>
static class PagesBench
{
    const int Runs = 200, TargetMs = 150;
    const string Row = "SELECT m.id, m.name, m.secrets, m.state, m.joined_on, u.name FROM members m JOIN unions u ON u.id = m.union_id";

    sealed record Reached(string Who, Role Role, int Union, bool Below, string Sql, Func<int, int, int> Person);

    sealed record Question(string What, Func<HttpClient, int, Task> Ask, string Peer, Func<int, object[]> Values);

    public static async Task<int> RunAsync(int members)
    {
        await using var empty = await EmptyHouse.OpenAsync();
        var (house, units) = (empty.House, members / 100);
        await MadeUpTree.GrowAsync(house.Database, 1, MadeUpTree.FirstUnit - 1 + units);
        await MadeUpMembers.FillAsync(house, members);
        await using var served = await ServedHouse.StartAsync(house);
        var worst = 0.0;
        foreach (var reached in Desks()) worst = Math.Max(worst, await MeasureAsync(house, served, reached, members));
        return worst < TargetMs ? 0 : 1;
    }

    /// <summary>People are spread over the unions by a fixed step, so that whom a desk reaches can be reckoned.</summary>
    static IEnumerable<Reached> Desks() =>
    [
        new("a chair", Role.GrassrootsChair, MadeUpTree.FirstUnit + 5, false, "m.union_id = $1", (i, members) => PersonOf(5, i % 100, members / 100)),
        new("a district", Role.DistrictOfficer, 4, true, "m.union_id IN (SELECT below_id FROM union_lines WHERE above_id = $1 AND during @> current_date)", (i, members) => PersonOf(UnitOfDistrict(2, i, members / 100), i % 100, members / 100)),
        new("the city", Role.CityOfficer, 1, true, "$1::uuid IS NOT NULL", (i, members) => (int)(i * 104_729L % members)),
    ];

    /// <summary>Unit n stands below street 18 + n % 400, and 25 streets below each district.</summary>
    static int UnitOfDistrict(int district, int i, int units)
    {
        for (var unit = i * 37 % units; ; unit = (unit + 1) % units)
            if ((MadeUpTree.FirstUnit + unit) % 400 / 25 == district) return unit;
    }

    static int PersonOf(int unit, int nth, int units)
    {
        for (var i = nth * units; i < (nth + 1) * units; i++)
            if (i * 7919L % units == unit) return i;
        throw new InvalidOperationException("No such person");
    }

    static async Task<double> MeasureAsync(House house, ServedHouse served, Reached reached, int members)
    {
        using var officer = await served.SignInAsync(reached.Role, MadeUpTree.Id(reached.Union), reached.Below);
        var token = await ServedHouse.TokenAsync(officer);
        var people = Enumerable.Range(0, Runs + 1).Select(i => reached.Person(i, members)).ToArray();
        var ids = await IdsAsync(house, people);
        var worst = 0.0;
        foreach (var question in Questions(house, reached, people, ids, token))
        {
            var page = await Measured.RunAsync(Runs, i => question.Ask(officer, i));
            var peer = await Measured.RunAsync(Runs, i => AskAsync(house, question.Peer, [MadeUpTree.Id(reached.Union), .. question.Values(i)]));
            worst = Math.Max(worst, page.P95);
            Line.Print("pages", new
            {
                what = question.What, who = reached.Who, members, p50_ms = Round(page.P50), p95_ms = Round(page.P95), target_ms = TargetMs,
                peer = "one statement", peer_p50_ms = Round(peer.P50), peer_p95_ms = Round(peer.P95), ratio = Math.Round(page.P50 / peer.P50, 1),
            });
        }

        return worst;
    }

    static IEnumerable<Question> Questions(House house, Reached reached, int[] people, Guid[] ids, string token)
    {
        var list = $"{Row} WHERE {reached.Sql}";
        yield return new("list, first page", (officer, _) => ServedHouse.GetAsync(officer, "/members"), $"{list} ORDER BY m.name, m.union_id, m.id LIMIT 51", _ => []);
        yield return new("list, a later page", (officer, i) => ServedHouse.GetAsync(officer, $"/members?after={ids[i]}"),
            $"{list} AND (m.name, m.union_id, m.id) > (SELECT name, union_id, id FROM members WHERE id = $2) ORDER BY m.name, m.union_id, m.id LIMIT 51", i => [ids[i]]);
        yield return new("list, newest first", (officer, _) => ServedHouse.GetAsync(officer, "/members?order=newest"), $"{list} ORDER BY m.id DESC LIMIT 51", _ => []);
        yield return new("search by name", (officer, i) => ServedHouse.GetAsync(officer, $"/members?name={MadeUpMembers.NameOf(people[i])}"),
            $"{list} AND m.name ^@ $2 AND m.name >= $2 ORDER BY m.name, m.union_id, m.id LIMIT 51", i => [MadeUpMembers.NameOf(people[i])]);
        yield return new("search by surname", (officer, i) => ServedHouse.GetAsync(officer, $"/members?name={MadeUpMembers.NameOf(people[i])[..1]}"),
            $"{list} AND m.name ^@ $2 AND m.name >= $2 ORDER BY m.name, m.union_id, m.id LIMIT 51", i => [MadeUpMembers.NameOf(people[i])[..1]]);
        yield return new("search by last four", (officer, i) => ServedHouse.GetAsync(officer, $"/members?four={MadeUpMembers.NumberOf(people[i])[^4..]}"),
            $"{list} AND m.last_four = $2 ORDER BY m.name, m.union_id, m.id LIMIT 51", i => [LastFour.IndexOf(MadeUpMembers.NumberOf(people[i]), house.Vault)]);
        yield return new("search by exact number", (officer, i) => ServedHouse.PostAsync(officer, "/members", HttpStatusCode.Redirect, new("q", MadeUpMembers.NumberOf(people[i])), new("__RequestVerificationToken", token)),
            $"{list} AND m.document_index = $2", i => [house.Vault.Index(BlindIndex.Document, $"{DocumentKind.ResidentId} {MadeUpMembers.NumberOf(people[i])}")]);
        yield return new("one member", (officer, i) => ServedHouse.GetAsync(officer, $"/members/{ids[i]}"), $"{list} AND m.id = $2", i => [ids[i]]);
    }

    static async Task<Guid[]> IdsAsync(House house, int[] people)
    {
        var documents = people.Select(i => house.Vault.Index(BlindIndex.Document, $"{DocumentKind.ResidentId} {MadeUpMembers.NumberOf(i)}")).ToArray();
        await using var command = house.Database.Source.CreateCommand("SELECT array_agg(m.id ORDER BY d.place) FROM unnest($1) WITH ORDINALITY AS d (document, place) JOIN members m ON m.document_index = d.document");
        command.Parameters.AddWithValue(documents);
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }

    static async Task AskAsync(House house, string question, object[] values)
    {
        await using var command = house.Database.Source.CreateCommand(question);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) row.GetGuid(0);
    }

    static double Round(double milliseconds) => Math.Round(milliseconds, 1);
}
