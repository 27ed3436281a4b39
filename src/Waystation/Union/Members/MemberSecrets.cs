using Waystation.Data;

namespace Waystation.Members;

/// <summary>What about a person stands sealed, as one value: opened and sealed at once, it costs a fourth. Empty where the form is.</summary>
public sealed record MemberSecrets(string Number, string Phone, string Card, string Residence)
{
    // No cell keeps a control character.
    const char Between = '\u001f';

    /// <summary>What a form leaves blank stays.</summary>
    public MemberSecrets With(MemberEntry entry) => new(Number, Or(entry.Phone, Phone), Or(entry.Card, Card), Or(entry.Residence, Residence));

    public byte[] Seal(Vault vault) => vault.Seal(string.Join(Between, Number, Phone, Card, Residence));

    public static MemberSecrets Open(byte[] sealedValue, Vault vault)
    {
        var parts = vault.Open(sealedValue).Split(Between);
        return new(parts[0], parts[1], parts[2], parts[3]);
    }

    static string Or(string told, string before) => told.Length > 0 ? told : before;
}
