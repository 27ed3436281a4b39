namespace Waystation.Tables;

/// <summary>Yes or no, as registers write it.</summary>
public static class YesNo
{
    /// <param name="said">As <see cref="Plain.Text"/> gives it.</param>
    /// <returns>Null: neither.</returns>
    public static bool? Read(string said) => said switch
    {
        "是" or "Y" or "y" or "YES" or "Yes" or "yes" or "1" or "√" or "✓" or "✔" or "有" or "true" or "TRUE" => true,
        "否" or "N" or "n" or "NO" or "No" or "no" or "0" or "×" or "x" or "无" or "不" or "false" or "FALSE" => false,
        _ => null,
    };
}
