using System.Globalization;
using Waystation.Data;
using Waystation.Members;

namespace Waystation.Bench;

/// <summary>Numbered people, a hundred in each grassroots union, with names, right documents and sealed secrets as an import stores them.</summary>
static class MadeUpMembers
{
    const int PerUnit = 100;
    const string Surnames = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";

    /// <summary>The people lie in the order in which their unions came, as after years of imports: those of a unit are not beside each other.</summary>
    public static async Task FillAsync(House house, int members)
    {
        Line.Progress($"{members:N0} members");
        var unions = members / PerUnit;
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var rows = await CopyRows.BeginAsync(connection,
                "COPY members (id, union_id, state, name, document_kind, document_index, phone_index, secrets, joined_on, joined_on_stated, form_digest, reported_on, last_four) FROM STDIN (FORMAT binary)", default);
            for (var i = 0; i < members; i++)
            {
                Add(rows, house.Vault, i, MadeUpTree.Id(MadeUpTree.FirstUnit + (int)(i * 7919L % unions)));
                await rows.EndRowAsync(default);
            }

            await rows.EndAsync(default);
            await transaction.CommitAsync();
        }

        await MadeUpTree.TellAsync(house.Database, "VACUUM ANALYZE");
    }

    /// <summary>Mixed by Fibonacci's constant: a plain remainder would give whole districts people of a few surnames.</summary>
    public static string NameOf(int i)
    {
        var mixed = (uint)i * 2_654_435_769u;
        return $"{Surnames[(int)(mixed >> 8) % Surnames.Length]}{(char)('一' + mixed % 503)}{(char)('丁' + (mixed >> 4) % 701)}";
    }

    public static string NumberOf(int i)
    {
        var (day, round) = (i % 16_000, i / 16_000);
        var first = string.Create(CultureInfo.InvariantCulture, $"110101{new DateOnly(1960, 1, 1).AddDays(day):yyyyMMdd}{(day + 13 * round) % 1000:000}");
        return first + IdentityDocument.CheckDigit(first);
    }

    static void Add(CopyRows rows, Vault vault, int i, Guid union)
    {
        var (number, phone, joined) = (NumberOf(i), $"13{i:000000000}", new DateOnly(2000, 1, 1).AddDays(i % 9_000));
        rows.StartRow(13);
        rows.Add(Guid.CreateVersion7());
        rows.Add(union);
        rows.Add(i % 50 == 0 ? MemberState.Retained : MemberState.Member);
        rows.Add(NameOf(i));
        rows.Add(DocumentKind.ResidentId);
        rows.Add(vault.Index(BlindIndex.Document, $"{DocumentKind.ResidentId} {number}"));
        rows.Add(vault.Index(BlindIndex.Phone, phone));
        rows.Add(new MemberSecrets(number, phone, "", $"某小区{i % 300}号楼").Seal(vault));
        rows.Add((DateOnly?)joined);
        rows.Add((bool?)true);
        rows.Add(Guid.NewGuid());
        rows.Add((DateOnly?)joined);
        rows.Add((int?)LastFour.IndexOf(number, vault));
    }
}
