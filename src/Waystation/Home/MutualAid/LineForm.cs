using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Waystation.Data;
using Waystation.Tables;

namespace Waystation.MutualAid;

/// <summary>A line of the settlement file as it was understood, or the code of why not.</summary>
struct ReadLine
{
    public string? Wrong;
    public Guid Person;
    public bool IsStay, IsObservation;
    public DateOnly On;
    public DateOnly? DischargedOn;
    public long OwnFen, AboveCapFen;
}

/// <summary>Reads and checks the medical insurance's lines for one quarter.</summary>
sealed class LineForm(Vault vault, Quarter quarter, long largestFen, RegisteredCards cards, bool takesObservation = false)
{
    public const string Header = "交易流水号,证件号码,京卡号,就诊类型,就诊日期,出院日期,自付一,超封顶自付";
    const int LongestSerial = 64, LongestCard = 64;

    public ReadLine Read(CsvRecords record)
    {
        var line = default(ReadLine);
        line.Wrong = Serial(record[0]) ?? Person(record[1], ref line) ?? Card(record[2], line.Person) ?? Kind(record[3], ref line) ?? Days(record[4], record[5], ref line)
            ?? Amount(record[6], mayBeEmpty: false, out line.OwnFen) ?? Amount(record[7], mayBeEmpty: true, out line.AboveCapFen);
        return line;
    }

    static string? Serial(ReadOnlySpan<byte> typed) => Trimmed(typed).Length is > 0 and <= LongestSerial ? null : "serial-missing";

    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> typed) => typed.Trim(" \t"u8);

    string? Person(ReadOnlySpan<byte> typed, ref ReadLine line)
    {
        if (PersonIndex.IsPlain(typed))
        {
            Span<char> number = stackalloc char[18];
            Encoding.ASCII.GetChars(typed, number);
            line.Person = PersonIndex.Of(number, vault);
            return null;
        }

        if (PersonIndex.Number(typed) is not { } cleaned) return "document-missing";
        line.Person = PersonIndex.Of(cleaned, vault);
        return null;
    }

    /// <summary>An empty one is no fault, nor one that the register does not know; another person's is.</summary>
    string? Card(ReadOnlySpan<byte> typed, Guid person)
    {
        var card = Trimmed(typed);
        if (card.IsEmpty) return null;
        if (card.Length > LongestCard) return "card-unreadable";
        Span<char> number = stackalloc char[LongestCard];
        return cards.IsAnothers(vault.Index(BlindIndex.Card, number[..Encoding.UTF8.GetChars(card, number)]), person) ? "card-of-another" : null;
    }

    string? Kind(ReadOnlySpan<byte> typed, ref ReadLine line)
    {
        var kind = Trimmed(typed);
        line.IsObservation = takesObservation && kind.SequenceEqual("留观"u8);
        line.IsStay = line.IsObservation || kind.SequenceEqual("住院"u8);
        return line.IsStay || kind.SequenceEqual("门诊"u8) ? null : "kind-unknown";
    }

    string? Days(ReadOnlySpan<byte> visited, ReadOnlySpan<byte> discharged, ref ReadLine line)
    {
        if (Day(visited) is not { } on) return "date-unreadable";
        line.On = on;
        if (!Trimmed(discharged).IsEmpty)
        {
            if (Day(discharged) is not { } left) return "date-unreadable";
            if (left < on) return "discharged-before-admission";
            line.DischargedOn = left;
        }

        return on.Year != quarter.Year ? "outside-the-plan-year" : on > quarter.EndsOn ? "after-the-quarter" : null;
    }

    public static DateOnly? Day(ReadOnlySpan<byte> typed)
    {
        if (typed.Length == 10 && typed[4] == '-' && typed[7] == '-'
            && Utf8Parser.TryParse(typed[..4], out int year, out var a) && Utf8Parser.TryParse(typed.Slice(5, 2), out int month, out var b) && Utf8Parser.TryParse(typed[8..], out int day, out var c)
            && (a, b, c) == (4, 2, 2) && year is > 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
            return new DateOnly(year, month, day);

        string[] forms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];
        return DateOnly.TryParseExact(Plain.Compact(Encoding.UTF8.GetString(typed)), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) ? found : null;
    }

    /// <summary>Yuan with at most two decimals.</summary>
    string? Amount(ReadOnlySpan<byte> typed, bool mayBeEmpty, out long fen)
    {
        fen = 0;
        var text = Trimmed(typed);
        if (text.IsEmpty) return mayBeEmpty ? null : "amount-missing";
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        if (!Fen(text, out fen)) return fen > largestFen ? "amount-absurd" : "amount-unreadable";
        if (negative && fen > 0) return "reversal-to-be-checked";
        return fen > largestFen ? "amount-absurd" : null;
    }

    static bool Fen(ReadOnlySpan<byte> text, out long fen)
    {
        fen = 0;
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var rest = point < 0 ? default : text[(point + 1)..];
        if (whole.IsEmpty || whole.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || (point >= 0 && rest.IsEmpty)) return false;
        if (whole.Length > 15)
        {
            fen = long.MaxValue;
            return false;
        }

        foreach (var digit in whole) fen = fen * 10 + (digit - '0');
        fen *= 100;
        if (rest.Length > 0) fen += (rest[0] - '0') * 10;
        if (rest.Length > 1) fen += rest[1] - '0';
        return rest.Length <= 2 || rest[2..].IndexOfAnyExcept((byte)'0') < 0;
    }
}
