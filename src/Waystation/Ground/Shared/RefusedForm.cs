using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Waystation.Shared;

public static class RefusedForm
{
    /// <summary>The sentence stands above the page, and every field shows what the page's properties hold: by binding, what was typed.</summary>
    public static void Refuse(this PageModel page, Refusal refusal)
    {
        page.ModelState.Clear();
        page.ModelState.AddModelError("", refusal.Sentence.ToString());
    }
}
