using System.Text.Json;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>A purpose in the reader's language.</summary>
static class PurposeWord
{
    public static string Of(Purpose purpose) => Words.Say($"members.purpose-{JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString())}");
}
