using Waystation.Accounts;
using Waystation.Organisations;

namespace Waystation.KeyWork.Pages;

/// <summary>The month's list on paper, for the meeting.</summary>
[ForStaff(Right.SeeKeyWork)]
public sealed class SheetModel(Desk desk, UnionTree tree, KeyList list, Reporting reporting, TimeProvider clock) : ListModel(desk, tree, list, reporting, clock);
