using System.Globalization;

namespace Waystation.Shared;

/// <summary>Something to be said, named by its resource key, so that it can be said in the reader's language.</summary>
public readonly record struct Sentence(string Key, params object?[] Parts)
{
    public string In(CultureInfo language) => Words.Say(language, Key, Parts);

    public override string ToString() => In(CultureInfo.CurrentUICulture);
}
