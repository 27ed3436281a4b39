using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Waystation.Equipment;

/// <summary>Purchase lists as offices write them: numbers with commas, and a last line that adds up wherever its word stands.</summary>
public sealed class PurchaseListTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Theory]
    [InlineData("1,000", 1000)]
    [InlineData("１０", 10)]
    [InlineData("1，200", 1200)]
    public async Task A_number_with_its_thousands_parted_is_read_as_it_stands(string typed, int quantity) =>
        Assert.Equal(quantity, (await ReadAsync($"物品,数量,单价\n口罩,\"{typed}\",\"1,234.50\"\n")).Items.Single().Quantity);

    [Theory]
    [InlineData("1,00", "1", "quantity-wrong")]
    [InlineData("1,2,3", "1", "quantity-wrong")]
    [InlineData("5.5", "1", "quantity-wrong")]
    [InlineData("5", "12,5", "price-wrong")]
    [InlineData("5", "1,2345", "price-wrong")]
    public async Task Where_the_commas_part_no_thousands_nothing_is_guessed(string quantity, string price, string problem) =>
        Assert.Equal(problem, (await ReadAsync($"物品,数量,单价\n口罩,\"{quantity}\",\"{price}\"\n")).Problems.Single().Code);

    [Theory]
    [InlineData("合计,,3,9")]
    [InlineData(",合计（元）,3,9")]
    [InlineData(",总计：,3,9")]
    [InlineData(",,合计,9")]
    public async Task The_line_that_adds_up_is_bought_by_nobody_wherever_its_word_stands(string last)
    {
        var (items, problems) = await ReadAsync($"序号,物品,数量,单价\n1,口罩,3,3\n{last}\n");

        Assert.Empty(problems);
        Assert.Equal(3, items.Single().Quantity);
    }

    [Fact]
    public async Task A_row_that_names_nothing_is_said_to_name_nothing()
    {
        var (_, problems) = await ReadAsync("序号,物品,数量,单价\n1,口罩,3,3\n2,,7,1\n");

        Assert.Contains("没有写物品", problems.Single().Message.ToString());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_said_to_be_too_large()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[BatchForm.LargestUpload + (1 << 20)]) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "Upload", "采购.csv" } };
        await form.LoadIntoBufferAsync();

        var answer = await city.District.PostAsync("/goods/batches/new", form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("文件太大", await answer.Content.ReadAsStringAsync());
    }

    async Task<(IReadOnlyList<BoughtItem> Items, IReadOnlyList<Tables.RowProblem> Problems)> ReadAsync(string csv)
    {
        await using var scope = city.House.Services.CreateAsyncScope();
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(path, csv);
        try
        {
            return scope.ServiceProvider.GetRequiredService<BatchForm>().Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
