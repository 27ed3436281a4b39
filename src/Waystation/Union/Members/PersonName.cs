using Waystation.Tables;

namespace Waystation.Members;

/// <summary>A person's name as typed into a form.</summary>
public static class PersonName
{
    /// <summary>Chinese names are padded with spaces to one width (马　环); names in Latin letters need theirs. All dots between name parts become one.</summary>
    public static string Cleaned(string typed)
    {
        var name = Plain.Text(typed);
        if (name.Any(IsChinese)) name = name.Replace(" ", "");
        return name.AsSpan().IndexOfAny("•・‧.․") < 0 || !name.Any(IsChinese) ? name : string.Concat(name.Select(c => "•・‧.․".Contains(c) ? '·' : c));
    }

    /// <summary>王*, 王*芳, 欧**娜: the first and, of three or more, the last character.</summary>
    public static string Masked(string name)
    {
        if (name.Length < 2) return "*";
        return name.Length == 2 ? $"{name[0]}*" : $"{name[0]}{new string('*', name.Length - 2)}{name[^1]}";
    }

    static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9fff';
}
