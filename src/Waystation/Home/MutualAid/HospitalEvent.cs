using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>What happened, without saying to whom.</summary>
/// <param name="Outpatient">自付一 of the year.</param>
/// <param name="Stays">自付一 of each stay, in the order of admission.</param>
/// <param name="AboveCap">Own share above the insurance's cap, over the year, less what others have paid of it.</param>
/// <param name="Days">Of each stay, where the daily allowance is asked for.</param>
public sealed record HospitalEvent(Money Outpatient, IReadOnlyList<Money> Stays, Money AboveCap, IReadOnlyList<int> Days);
