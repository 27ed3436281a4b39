namespace Waystation.MutualAid;

/// <summary>Of each serial number the line that came last.</summary>
static class LatestVersions
{
    public static void Of(List<UnitLine> all, List<MedicalLine> lines)
    {
        lines.Clear();
        if (all.Count > 1) all.Sort(static (a, b) => string.CompareOrdinal(a.Serial, b.Serial) is var c and not 0 ? c : a.Quarter != b.Quarter ? a.Quarter.CompareTo(b.Quarter) : a.LineNo.CompareTo(b.LineNo));
        for (var i = 0; i < all.Count; i++)
            if (i + 1 == all.Count || all[i + 1].Serial != all[i].Serial) lines.Add(new(all[i].Serial, all[i].IsStay, all[i].On, all[i].OwnFen, all[i].Left, all[i].IsObservation));
    }
}
