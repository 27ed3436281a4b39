using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MyData.Pages;

/// <summary>The processing notice: who, what, why, how long, which rights (PIPL §17), as a list made of the rules themselves (条例 §21).</summary>
[ForEveryone]
public sealed class NoticeModel(Keeper keeper, Rules rules, TimeProvider clock) : PageModel
{
    public string? Keeper { get; private set; }
    public IReadOnlyList<HeldClass> Classes => HeldClass.All;
    public int AnswerWithin => rules.On<Clock>(Clock.DataRequest, Today).Value.Within;
    public int CloseWithin => rules.On<Clock>(Clock.AccountClosing, Today).Value.Within;
    DateOnly Today => City.Today(clock);

    public async Task OnGetAsync(CancellationToken ct) => Keeper = await keeper.NameAsync(ct);

    public string HowLong(HeldClass held) => held.HowLong(rules, Today);
}
