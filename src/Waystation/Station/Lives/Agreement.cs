namespace Waystation.Lives;

/// <summary>The agreement (共建协议) by which a host and the union keep a place together. Only its contact is ever taken away.</summary>
public sealed class Agreement
{
    Agreement() { }

    public Guid StepId { get; private init; }
    public string Host { get; private init; } = "";
    public DateOnly FromOn { get; private init; }

    /// <summary>Its last day.</summary>
    public DateOnly UntilOn { get; private init; }
    public Bearer Utilities { get; private init; }
    public Bearer Cover { get; private init; }
    public string Hours { get; private init; } = "";
    public byte[]? Contact { get; private set; }
    public byte[]? Phone { get; private set; }

    internal static Agreement Of(StationStep step, AgreementTerms terms) => new()
    {
        StepId = step.Id, Host = terms.Host, FromOn = terms.From, UntilOn = terms.Until, Utilities = terms.Utilities, Cover = terms.Cover, Hours = terms.Hours, Contact = terms.Contact, Phone = terms.Phone,
    };

    internal void ForgetContact() => (Contact, Phone) = (null, null);
}
