using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Waystation.Tables;

/// <summary>What became of a file: rows = accepted + refused, accepted = created + updated + unchanged.</summary>
public sealed class ImportReport
{
    static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Indented = true };

    /// <summary>The file's name, without its folder.</summary>
    public required string File { get; init; }
    public int Rows => Accepted + Refused;
    public int Accepted => Created + Updated + Unchanged;
    public required int Refused { get; init; }
    public required int Created { get; init; }
    public required int Updated { get; init; }
    public required int Unchanged { get; init; }

    /// <summary>In the order of rows; of a refused row the first one is the main cause.</summary>
    public required IReadOnlyCollection<RowProblem> Problems { get; init; }

    /// <summary>Writes the report as one JSON document, problem by problem, so that a million of them need no memory.</summary>
    public async Task WriteJsonAsync(Stream to, CancellationToken ct = default)
    {
        await using var json = new Utf8JsonWriter(to, readable);
        json.WriteStartObject();
        json.WriteString("file", File);
        foreach (var (name, count) in Counts) json.WriteNumber(name, count);
        json.WriteStartArray("problems");
        foreach (var problem in Problems)
        {
            Write(json, problem);
            if (json.BytesPending > 1 << 16) await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    (string, int)[] Counts =>
    [
        ("rows", Rows), ("accepted", Accepted), ("refused", Refused), ("created", Created), ("updated", Updated), ("unchanged", Unchanged),
    ];

    static void Write(Utf8JsonWriter json, RowProblem problem)
    {
        json.WriteStartObject();
        json.WriteNumber("row", problem.Row);
        json.WriteString("column", problem.Column);
        json.WriteString("code", problem.Code);
        json.WriteString("severity", problem.Severity is Severity.Refused ? "refused" : "note");
        json.WriteString("message", problem.Message.ToString());
        json.WriteEndObject();
    }
}
