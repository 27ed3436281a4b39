namespace Waystation.Browser;

/// <summary>A photo on its way from a keeper's phone.</summary>
public class PictureTests(RunningHouse house, Chromium chromium)
{
    const string LargePhoto =
        """
        () => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [3000, 2000];
            const pen = canvas.getContext('2d');
            for (let nth = 0; nth < 5000; nth++) {
                pen.fillStyle = `hsl(${nth * 37 % 360} 80% 50%)`;
                pen.fillRect(nth * 7919 % 3000, nth * 104729 % 2000, 60, 60);
            }
            return canvas.toDataURL('image/jpeg', .98).split(',')[1];
        }
        """;

    /// <summary>Width, height, bytes, and how many colours stand in the middle, of what the house has kept.</summary>
    const string Kept =
        """
        async () => {
            const blob = await (await fetch(document.querySelector('.pictures img').src.split('?')[0])).blob();
            const picture = await createImageBitmap(blob), canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [picture.width, picture.height];
            const pen = canvas.getContext('2d');
            pen.drawImage(picture, 0, 0);
            const { data } = pen.getImageData(picture.width * .42, picture.height * .5, picture.width * .16, 1), colours = new Set();
            for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).map(part => part >> 4).join());
            return [picture.width, picture.height, blob.size, colours.size];
        }
        """;

    [Fact]
    public async Task A_photo_is_made_small_and_a_face_covered_before_it_leaves_the_phone()
    {
        await using var keeper = await chromium.VisitorAsync(house, 390);
        await keeper.EnterAsync(house, "a keeper");
        await keeper.GoAsync("/keeper/pictures");
        var photo = Convert.FromBase64String(await keeper.Page.EvaluateAsync<string>(LargePhoto));

        await keeper.Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "IMG_1.jpg", MimeType = "image/jpeg", Buffer = photo });
        await Assertions.Expect(keeper.Page.Locator(".picture-tool")).ToBeVisibleAsync();
        await keeper.Page.Locator("canvas").FocusAsync();
        await keeper.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(keeper.Page.Locator("[data-act=undo]")).ToBeEnabledAsync();
        await keeper.PictureAsync("picture-tool-390");
        await keeper.Page.Locator("#description").FillAsync("便利店正门，右侧贴着标牌");
        await keeper.Page.Locator("form[enctype] button.go").ClickAsync();
        await Assertions.Expect(keeper.Page.Locator(".pictures img")).ToHaveAttributeAsync("alt", "便利店正门，右侧贴着标牌", new() { Timeout = 30_000 });

        var kept = await keeper.Page.EvaluateAsync<int[]>(Kept);
        Assert.Equal((1600, 1067), (kept[0], kept[1]));
        Assert.InRange(kept[2], 20_000, 300_000);
        Assert.True(photo.Length > 1_000_000 && kept[3] < 40, $"{photo.Length} bytes came, {kept[3]} colours are left where it was covered");
        keeper.NothingWentWrong();
    }
}
