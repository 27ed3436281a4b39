using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Lives.Pages;

/// <summary>A step as it comes from its form.</summary>
public sealed record StepForm
{
    public LifeStep? Step { get; init; }

    /// <summary>The number of the step that the form was made for.</summary>
    public int Nth { get; init; }
    public DateOnly? On { get; init; }
    public string? Paper { get; init; }
    public string? Note { get; init; }
    public bool? Passed { get; init; }
    public bool? ByHost { get; init; }
    public GoodsLeft? Goods { get; init; }
    public string? Host { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public Bearer? Utilities { get; init; }
    public Bearer? Cover { get; init; }
    public string? Hours { get; init; }
    public string? Contact { get; init; }
    public string? Phone { get; init; }

    internal NextStep Read(Vault vault)
    {
        Rule.Require(Step is not null && On is not null, Say.DayNeeded);
        return new(Step!.Value, On!.Value, Plain.Prose(Paper ?? ""), Plain.Prose(Note ?? ""))
        {
            Passed = Passed is true, ByHost = ByHost is true, Goods = Goods, Terms = Step is LifeStep.Agree ? Terms(vault) : null,
        };
    }

    AgreementTerms Terms(Vault vault)
    {
        Rule.Require(From is not null && Until is not null, Say.TermsNeeded);
        Rule.Require(Utilities is not null, Say.UtilitiesNeeded);
        Rule.Require(Cover is not null, Say.CoverNeeded);
        return new(Clean(Host), From!.Value, Until!.Value, Utilities!.Value, Cover!.Value, Clean(Hours), Sealed(vault, Contact), Sealed(vault, Phone));
    }

    static byte[]? Sealed(Vault vault, string? typed)
    {
        var said = Clean(typed);
        Rule.Require(said.Length <= LongestContact, Say.TooLong(Words.Say("lives.contact"), LongestContact));
        return said.Length == 0 ? null : vault.Seal(said);
    }

    const int LongestContact = 60;

    static string Clean(string? typed) => Plain.Text(typed ?? "");
}
