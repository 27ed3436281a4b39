using System.Globalization;

namespace Waystation;

/// <summary>Somebody who reads one of our languages, for as long as something is said to them.</summary>
static class Reader
{
    public static T In<T>(CultureInfo language, Func<T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
