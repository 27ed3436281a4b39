using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>The sentences with which this room refuses.</summary>
static class Say
{
    public static Sentence NoSuchUnion => new("organisations.no-such-union");
    public static Sentence NoSuchKind => new("organisations.no-such-kind");
    public static Sentence NameTakenInCity => new("organisations.name-taken-in-city");
    public static Sentence CityStandsAlready => new("organisations.city-stands-already");
    public static Sentence NameEmpty => new("organisations.name-empty");
    public static Sentence NotMergedWithItself => new("organisations.not-merged-with-itself");
    public static Sentence CreditCodeWrong(string code) => new("organisations.credit-code-wrong", code);
    public static Sentence NotAhead(DateOnly today) => new("organisations.rename-not-ahead", Day(today));
    public static Sentence NameTooLong(int most) => new("organisations.name-too-long", most);
    public static Sentence SameName(string name) => new("organisations.same-name", name);
    public static Sentence DayOutOfReach(DateOnly first, DateOnly last) => new("organisations.day-out-of-reach", Day(first), Day(last));
    public static Sentence NotStandingOn(string name, DateOnly on) => new("organisations.not-standing-on", name, Day(on));
    public static Sentence EndsAlready(string name, DateOnly? on) => new("organisations.ends-already", name, Day(on));
    public static Sentence StoodNoDay(string name, DateOnly on) => new("organisations.stood-no-day", name, Day(on));
    public static Sentence TheCityStandsAlone(string name) => new("organisations.city-stands-alone", name);
    public static Sentence KindNotBelow(UnionKind below, UnionKind above) => new("organisations.kind-not-below", below.Name, above.Name);
    public static Sentence NeedsAParent(UnionKind kind) => new("organisations.needs-a-parent", kind.Name);
    public static Sentence AlreadyThere(string name, string parent) => new("organisations.already-there", name, parent);
    public static Sentence WouldBeACircle(string name, string parent) => new("organisations.would-be-a-circle", name, parent);
    public static Sentence RenamedLater(string name, DateOnly on) => new("organisations.renamed-later", name, Day(on));
    public static Sentence StandBelow(string name, DateOnly on, int count, IEnumerable<string> names) =>
        new("organisations.stand-below", name, Day(on), count, string.Join("、", names));
    public static Sentence HoldsNoMembers(string name, UnionKind kind) => new("organisations.holds-no-members", name, kind.Name);
    public static Sentence MembersBelong(string name, long count) => new("organisations.members-belong", name, count);
    public static Sentence FileNotDivisions => new("organisations.file-not-divisions");
    public static Sentence FileWithoutCity => new("organisations.file-without-city");
    public static Sentence DivisionMissing => new("organisations.division-missing");
    public static Sentence DivisionSecondCity => new("organisations.division-second-city");
    public static Sentence DivisionCodeInvalid(string code) => new("organisations.division-code-invalid", code);
    public static Sentence DivisionLevelUnknown(string level) => new("organisations.division-level-unknown", level);
    public static Sentence DivisionParentUnknown(string parent) => new("organisations.division-parent-unknown", parent);
    public static Sentence DivisionParentLevel(string parent) => new("organisations.division-parent-level", parent);
    public static Sentence DivisionDuplicate(string code, int row) => new("organisations.division-duplicate", code, row);
    public static Sentence DivisionOtherCity(string code) => new("organisations.division-other-city", code);
    public static Sentence DivisionLevelChanged(string code, string before, string now) => new("organisations.division-level-changed", code, before, now);
    public static Sentence DivisionGone(string code, string name) => new("organisations.division-gone", code, name);
    public static Sentence UnionNameTaken(string name) => new("organisations.union-name-taken", name);
    public static Sentence FederationMissing(string name) => new("organisations.federation-missing", name);
    public static Sentence CursorUnreadable => new("organisations.cursor-unreadable");
    public static Sentence DayUnreadable(string typed) => new("organisations.day-unreadable", typed);
    public static Sentence NobodyOfThatName(string name) => new("organisations.nobody-of-that-name", name);
    public static Sentence SeveralOfThatName(string name) => new("organisations.several-of-that-name", name);
    public static Sentence AfterToday(DateOnly today) => new("organisations.after-today", Day(today));
    public static Sentence JoinedSince(string name, DateOnly on, long count) => new("organisations.joined-since", name, Day(on), count);

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
