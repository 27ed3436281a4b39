using System.Security.Cryptography;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>AES by default, SM4 by the operator's choice; what either has sealed opens always.</summary>
public class SealAlgorithmTests
{
    const string Number = "110101199003078515";

    [Fact]
    public void A_cipher_nobody_knows_is_refused()
    {
        var refusal = Assert.Throws<Refusal>(() => SealChoice.Read("des"));

        Assert.Equal("data.seal-algorithm-unknown", refusal.Sentence.Key);
    }

    [Theory]
    [InlineData(null, SealAlgorithm.Aes)]
    [InlineData("", SealAlgorithm.Aes)]
    [InlineData("aes", SealAlgorithm.Aes)]
    [InlineData("SM4", SealAlgorithm.Sm4)]
    public void The_operator_chooses_by_name(string? chosen, SealAlgorithm seals) => Assert.Equal(seals, SealChoice.Read(chosen));

    [Theory]
    [InlineData(SealAlgorithm.Aes)]
    [InlineData(SealAlgorithm.Sm4)]
    public async Task A_flipped_byte_anywhere_in_a_sealed_value_is_refused(SealAlgorithm algorithm)
    {
        await using var city = await TestDatabase.NewAsync();
        var vault = await Vault.OpenAsync(city.Folder, city.Source, sealsWith: algorithm);
        var whole = vault.Seal(Number);

        for (var i = 0; i < whole.Length; i++)
        {
            var flipped = whole.ToArray();
            flipped[i] ^= 3;
            Assert.Throws<Refusal>(() => vault.Open(flipped));
        }

        Assert.Equal(Number, vault.Open(whole));
    }

    [Fact]
    public async Task A_house_that_changes_its_cipher_opens_what_was_sealed_before_and_back()
    {
        await using var city = await TestDatabase.NewAsync();
        var aes = await Vault.OpenAsync(city.Folder, city.Source, sealsWith: SealAlgorithm.Aes);
        var sm4 = await Vault.OpenAsync(city.Folder, city.Source, sealsWith: SealAlgorithm.Sm4);

        var (before, after) = (aes.Seal(Number), sm4.Seal(Number));

        Assert.Equal([1, 2], [before[0], after[0]]);
        Assert.Equal(Number, sm4.Open(before));
        Assert.Equal(Number, aes.Open(after));
    }

    [Fact]
    public async Task Who_is_found_by_a_number_is_found_under_either_cipher()
    {
        await using var city = await TestDatabase.NewAsync();
        var aes = await Vault.OpenAsync(city.Folder, city.Source, sealsWith: SealAlgorithm.Aes);
        var sm4 = await Vault.OpenAsync(city.Folder, city.Source, sealsWith: SealAlgorithm.Sm4);

        Assert.Equal(aes.Index(BlindIndex.Document, Number), sm4.Index(BlindIndex.Document, Number));
    }

    [Fact]
    public async Task Many_threads_seal_with_SM4_at_once()
    {
        await using var city = await TestDatabase.NewAsync();
        var vault = await Vault.OpenAsync(city.Folder, city.Source, sealsWith: SealAlgorithm.Sm4);

        var opened = Enumerable.Range(0, 4000).AsParallel().Select(i => vault.Open(vault.Seal($"第{i}号")) == $"第{i}号");

        Assert.All(opened, Assert.True);
    }

    /// <summary>RFC 8998, appendix A.1.</summary>
    [Fact]
    public void SM4_GCM_gives_what_its_standard_gives()
    {
        var plain = Convert.FromHexString("AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
        var cipher = new Sm4Gcm(Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210"), 16);
        var (made, tag, back) = (new byte[64], new byte[16], new byte[64]);

        cipher.Encrypt(Convert.FromHexString("00001234567800000000ABCD"), plain, made, tag);
        cipher.Decrypt(Convert.FromHexString("00001234567800000000ABCD"), made, tag, back);

        Assert.Equal("17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D", Convert.ToHexString(made));
        Assert.Equal(plain, back);
        tag[0] ^= 1;
        Assert.Throws<AuthenticationTagMismatchException>(() => cipher.Decrypt(new byte[12], made, tag, back));
    }
}
