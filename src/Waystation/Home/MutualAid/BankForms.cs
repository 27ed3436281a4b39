using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>The forms in which a bank takes a batch: the templates among the rules, and ISO 20022.</summary>
public sealed class BankForms(Rules rules, TimeProvider clock)
{
    public const string Pain = "pain";

    /// <summary>The id of each and what it is called.</summary>
    public IReadOnlyList<(string Id, string Title)> All => [.. rules.AllOn<BankTemplate>(City.Today(clock)).Select(t => (t.Id, t.Title.In(Words.IsEnglish))), (Pain, Words.Say("aid.format-pain"))];

    /// <param name="batch">By which the batch is known to the bank.</param>
    /// <returns>The file's extension.</returns>
    public async Task<string> WriteAsync(IReadOnlyList<BankRow> rows, string batch, string? form, Stream to)
    {
        if (form == Pain)
        {
            PainFile.Write(rows, batch, clock.GetUtcNow(), to);
            return "xml";
        }

        var template = rules.AllOn<BankTemplate>(City.Today(clock)).FirstOrDefault(t => t.Id == form);
        Rule.Require(template is not null, Say.NoSuchForm);
        return await template!.Value.WriteAsync(rows, to);
    }
}
