namespace Waystation.Tables;

/// <summary>Numbers with their thousands parted by commas.</summary>
public static class Thousands
{
    /// <summary>Without them. Null where they part no thousands: 12,5 is as likely 12.5 as 125, and nobody should have to find that in a ledger.</summary>
    /// <param name="number">As <see cref="Plain.Compact"/> gives it.</param>
    public static string? Plainly(string number)
    {
        if (!number.Contains(',')) return number;

        var groups = number.Split('.')[0].Split(',');
        var areThousands = groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3) && number.LastIndexOf(',') < (number + ".").IndexOf('.');
        return areThousands ? number.Replace(",", "") : null;
    }
}
