using Waystation.Places;

namespace Waystation.Signs;

/// <summary>Our own line drawings of what a place offers, on a field of 24 by 24.</summary>
static class Pictogram
{
    static readonly Dictionary<string, string> drawn = new()
    {
        ["water"] = "M6 4h12l-1.5 16.5h-9zM6.8 11h10.4",
        ["microwave"] = "M3 6h18v12H3zM5.5 8.5h9v7h-9zM17.8 9.5v.1M17.8 12v.1M17.8 14.5v.1",
        ["seats"] = "M7 3v9.5h9V21M7 12.5V21M7 16.5h9",
        ["phone-charging"] = "M7.5 2h9v20h-9zM12.6 6.5l-2.8 5.5h4.4l-2.8 5.5",
        ["toilet"] = "M7 3.6a1.4 1.4 0 1 0 .1 0zM4.5 14V8.5h5V14M5.6 14v7M8.4 14v7M17 3.6a1.4 1.4 0 1 0 .1 0zM17 8.5l-3 7.5h6zM15.8 16v5M18.2 16v5M12 3v18",
        ["air-conditioning"] = "M12 2v20M3.4 7l17.2 10M20.6 7L3.4 17M9.5 4L12 6l2.5-2M9.5 20L12 18l2.5 2",
        ["heating"] = "M7 20V9M12 20V9M17 20V9M4.5 9h15v11h-15zM8 6c0-1.5 1.5-1.5 1.5-3M13 6c0-1.5 1.5-1.5 1.5-3",
        ["fridge"] = "M7 2h10v20H7zM7 10h10M9.5 5v2.5M9.5 13v3",
        ["nursing-fridge"] = "M7 2h10v20H7zM7 10h10M9.5 5v2.5M9.5 13v3",
        ["first-aid"] = "M3 7h18v13H3zM9 7V4h6v3M12 10.5v6M9 13.5h6",
        ["aed"] = "M12 21C5 15.5 3 12 3 8.8A4.6 4.6 0 0 1 12 6.5a4.6 4.6 0 0 1 9 2.3c0 3.2-2 6.7-9 12.2zM12.8 8.5l-2.6 4.2h3.6l-2.6 4.2",
        ["umbrella"] = "M12 2.5V4M3 12.5a9 8.5 0 0 1 18 0zM12 12.5V19a2.2 2.2 0 0 1-4.4 0",
        ["books"] = "M12 6.5C10.5 5 7.5 4.5 4 4.5v14c3.5 0 6.5 .5 8 2 1.5-1.5 4.5-2 8-2v-14c-3.5 0-6.5 .5-8 2zM12 6.5v14",
        ["newspapers"] = "M4 4h13v16H4zM17 9h3v9a2 2 0 0 1-3 2M7 8h7M7 12h7M7 16h4",
        ["wifi"] = "M2.5 9.5a14 14 0 0 1 19 0M6 13.2a9 9 0 0 1 12 0M9.3 16.8a4.5 4.5 0 0 1 5.4 0M12 20.2v.1",
        ["e-bike-charging"] = "M3 8h15v8H3zM18 10.5h3v3h-3M11.3 9l-2.3 3h3.4l-2.3 3",
        ["battery-swap"] = "M3 8h15v8H3zM18 10.5h3v3h-3M7 12h6M11 10l2 2-2 2",
        ["nursing"] = "M8.5 9h7v11.5h-7zM8.5 9l1.8-3.5h3.4L15.5 9M12 2.5v3M8.5 13h3M8.5 16.5h3",
        ["milk-warmer"] = "M8.5 9h7v11.5h-7zM8.5 9l1.8-3.5h3.4L15.5 9M12 2.5v3M10.5 17c0-1.5 1.5-1.5 1.5-3s1.5-1.5 1.5-3",
        ["pump"] = "M12 3v6M8 3h8M9.5 9h5v9.5h-5zM6.5 21h11M14.5 15.5H18v-4",
        ["fan"] = "M12 12m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 12c0-3 1-5 3.5-5.5M12 12c2.6 1.5 3.8 3.4 3 5.8M12 12c-2.6 1.5-4.9 1.4-6.5-.5",
        ["raincoat"] = "M12 3a3 3 0 0 1 3 3l4 4v6h-3v5H8v-5H5v-6l4-4a3 3 0 0 1 3-3zM12 9v12",
    };

    public static bool Exists(Facility facility) => drawn.ContainsKey(facility.Code);

    public static string Of(Facility facility) =>
        $"""<svg class="pictogram" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"><path d="{drawn[facility.Code]}"/></svg>""";
}
