using Microsoft.EntityFrameworkCore;
using QRCoder;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.MembershipCodes;

namespace Waystation.Browser;

/// <summary>Issues and revokes the codes of one example member, behind the pages of the running program.</summary>
sealed class CodeDesk : IAsyncDisposable
{
    readonly House house;

    CodeDesk(House house, Guid member) => (this.house, Member) = (house, member);

    public Guid Member { get; }

    public static async Task<CodeDesk> OpenAsync(RunningHouse running)
    {
        var house = await House.OpenAsync(DataFolder.At(running.Folder), db: null);
        await using var anybody = house.Database.Source.CreateCommand("SELECT id FROM members WHERE state = 'member' ORDER BY id LIMIT 1");
        return new CodeDesk(house, (Guid)(await anybody.ExecuteScalarAsync())!);
    }

    public async Task<IssuedCode> IssueAsync(CodeAlgorithm? algorithm = null) =>
        await new IssueCode(house.Database.Source, new CodeKeys(house.Database.Source, house.Vault, house.Clock), algorithm ?? CodeAlgorithm.Ecdsa, house.Vault, house.Clock).RunAsync(Member);

    /// <summary>The member on a phone of their own: what the session's cookie holds.</summary>
    public async Task<Microsoft.Playwright.Cookie> SignInAsync(string address)
    {
        await using var db = house.Database.NewContext();
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.MemberId == Member) ?? db.Add(Account.OfWorker(house.Clock.GetUtcNow().UtcDateTime)).Entity;
        account.Bind(Member, house.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        var (token, _) = await new Sessions(house.Database.Source, house.Clock).BeginAsync(connection, account, post: null, phone: Guid.NewGuid(), device: Guid.NewGuid(), default);
        return new() { Name = "waystation.session", Value = System.Buffers.Text.Base64Url.EncodeToString(token), Url = address };
    }

    public Task RevokeAsync() => new RevokeCodes(house.Database.Source, house.Clock).RunAsync([Member], Actor.System);

    public static byte[] PictureOf(string code)
    {
        using var made = QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
        return new PngByteQRCode(made).GetGraphic(7);
    }

    /// <summary>A second of film (grey, 640 × 480) in which somebody holds the code before the camera.</summary>
    public static async Task FilmAsync(string code, string y4m)
    {
        const int width = 640, height = 480, points = 6;
        using var made = QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
        var rows = made.ModuleMatrix;
        var (left, top) = ((width - rows.Count * points) / 2, (height - rows.Count * points) / 2);
        var frame = new byte[width * height * 3 / 2];
        Array.Fill(frame, (byte)200, 0, width * height);
        Array.Fill(frame, (byte)128, width * height, width * height / 2);
        for (var y = 0; y < rows.Count * points; y++)
        {
            for (var x = 0; x < rows.Count * points; x++) frame[(top + y) * width + left + x] = rows[y / points][x / points] ? (byte)30 : (byte)230;
        }

        await using var film = File.Create(y4m);
        await film.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n"));
        for (var i = 0; i < 10; i++)
        {
            await film.WriteAsync("FRAME\n"u8.ToArray());
            await film.WriteAsync(frame);
        }
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
