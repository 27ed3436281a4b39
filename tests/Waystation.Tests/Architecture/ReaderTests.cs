namespace Waystation.Architecture;

[Collection(Law.OfTheSource)]
public class ReaderTests
{
    [Fact]
    public void A_form_asks_for_more_than_the_right_to_see()
    {
        Law.Holds(ReaderRules.FormsAskForMoreThanToSee);
        Law.Sees(ReaderRules.FormsAskForMoreThanToSee, "Station/Rounds/Pages/Planted.cshtml.cs",
            "using Waystation.Accounts; [ForStaff(Right.SeeStations)] class Planted { public void OnGet() { } public void OnPostEnd() { } }");
        Law.Sees(ReaderRules.FormsAskForMoreThanToSee, "Station/Rounds/Pages/Planted.cshtml.cs",
            "using Waystation.Accounts; [ForStaff(Right.SeeStations, toRead: Right.SeeNumbers)] class Planted(Desk desk) { public void OnPostEnd() => desk.May(Right.SeeStations); }");
        Law.Allows(ReaderRules.FormsAskForMoreThanToSee, "Station/Rounds/Pages/Planted.cshtml.cs",
            "using Waystation.Accounts; [ForStaff(Right.InspectStations, toRead: Right.SeeStations)] class Planted { public void OnPostEnd() { } }");
        Law.Allows(ReaderRules.FormsAskForMoreThanToSee, "Review/KeyWork/Pages/Planted.cshtml.cs",
            "using Waystation.Accounts; [ForStaff(Right.SeeKeyWork)] class Planted(Desk desk) { public bool OnPost() => desk.May(Right.CommentKeyWork); }");
    }
}
