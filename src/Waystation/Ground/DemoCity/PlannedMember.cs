namespace Waystation.DemoCity;

/// <summary>A person who does not exist, as a line of the member form.</summary>
/// <param name="Unit">Their employer as the form names it.</param>
/// <param name="LeavesFor">They have changed to that union since.</param>
sealed record PlannedMember(
    PlannedUnion Union, string Name, bool IsMan, string Number, DateOnly BornOn, string Phone, string Unit, DateOnly JoinedOn,
    string Education, bool FromElsewhere, bool IsRetained, PlannedUnion? LeavesFor, DateOnly LeavesOn);
