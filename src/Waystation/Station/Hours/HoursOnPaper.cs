using Waystation.Calendar;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Hours;

/// <summary>A place's hours as they are read on a sign or a list.</summary>
public static class HoursOnPaper
{
    /// <summary>
    /// In Chinese, the register's own words. In English, said wholly wherever they are certain times: as a week, or, where they change with the season, as they are stored, which is
    /// Latin letters. Words that name no certain times ("as the shop") stand as they are. Empty where there are none.
    /// </summary>
    public static string Of(Place place) =>
        !Words.IsEnglish || place.Hours is not { } hours ? place.HoursText : ReadWeek.Of(hours.Text, WorkingCalendar.China)?.InWords(Words.English) ?? hours.Text;
}
