using Waystation.Accounts;
using Waystation.Keepers;
using Waystation.Paper;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>The month's slip of the keeper's own station.</summary>
[ForStaff(Right.KeepOwnStation)]
public sealed class KeeperMonthModel(KeptStation kept, DrawUpSlip draw, PrintPart print) : MonthPage(draw, print)
{
    protected override Task<Station?> FindAsync(CancellationToken ct) => kept.OwnAsync(ct);
}
