using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>A colleague's first step: the link proves who they are, once.</summary>
[ForEveryone]
[SlowedByAddress]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SetUpModel(SetUpLinks links) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Token { get; set; } = "";
    [BindProperty] public string? Password { get; set; }
    [BindProperty] public string? Code { get; set; }
    public SetUp Waiting { get; private set; } = null!;

    public string Secret => string.Join(' ', Totp.Text(Waiting.Secret).Chunk(4).Select(four => new string(four)));

    public string Picture
    {
        get
        {
            using var made = new QRCodeGenerator().CreateQrCode(Totp.Address(Waiting.Secret, Waiting.Account.Name, Words.Say("shared.service-name")), QRCodeGenerator.ECCLevel.M);
            return $"data:image/png;base64,{Convert.ToBase64String(new PngByteQRCode(made).GetGraphic(6))}";
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            await links.UseAsync(Token, Password, Code, ct);
            return LocalRedirect("/desk/sign-in");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await links.FindAsync(Token, ct) is not { } found) return false;

        Waiting = found;
        return true;
    }
}
