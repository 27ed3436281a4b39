using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

public class VaultTests
{
    [Fact]
    public async Task Data_without_its_master_key_is_refused_and_no_new_key_is_made_for_it()
    {
        await using var city = await TestDatabase.NewAsync();
        await Vault.OpenAsync(city.Folder, city.Source);
        var elsewhere = DataFolder.At(Directory.CreateTempSubdirectory().FullName);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Vault.OpenAsync(elsewhere, city.Source));

        Assert.Equal("data.master-key-missing", refusal.Sentence.Key);
        Assert.False(Directory.Exists(elsewhere.Keys));
    }

    [Fact]
    public async Task A_house_with_the_wrong_master_key_says_which_one_it_needs()
    {
        await using var city = await TestDatabase.NewAsync();
        await using var other = await TestDatabase.NewAsync();
        var vault = await Vault.OpenAsync(city.Folder, city.Source);
        var foreign = await Vault.OpenAsync(other.Folder, other.Source);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Vault.OpenAsync(other.Folder, city.Source));

        Assert.Equal("data.needs-another-master-key", refusal.Sentence.Key);
        Assert.Equal([vault.KeyId, foreign.KeyId], refusal.Sentence.Parts);
    }

    [Fact]
    public async Task Of_two_programs_that_open_a_new_house_the_later_takes_the_key_that_the_first_has_just_made()
    {
        await using var city = await TestDatabase.NewAsync();
        await using var other = await TestDatabase.NewAsync();
        await using var first = await city.Source.OpenConnectionAsync();
        await using var making = await first.BeginTransactionAsync();
        await new NpgsqlCommand("LOCK TABLE data_keys", first).ExecuteNonQueryAsync();

        // The later one has looked for a key, found none, and now waits to ask whether any data needs one.
        var later = Vault.OpenAsync(city.Folder, city.Source);
        await Eventually.TrueAsync(async () => (bool)(await new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'data_keys'::regclass AND NOT granted)", first).ExecuteScalarAsync())!);
        var made = await Vault.OpenAsync(city.Folder, other.Source);
        await new NpgsqlCommand("INSERT INTO data_keys (purpose, version, master_key, wrapped) VALUES ('value', 99, $1, '')", first).With(made.KeyId).ExecuteNonQueryAsync();
        await making.CommitAsync();

        Assert.Equal(made.KeyId, (await later).KeyId);
    }

    [Fact]
    public async Task A_sealed_number_that_was_tampered_with_is_refused()
    {
        await using var city = await TestDatabase.NewAsync();
        var vault = await Vault.OpenAsync(city.Folder, city.Source);
        var sealedNumber = vault.Seal("110101199003078515");

        sealedNumber[^1] ^= 1;

        Assert.Throws<Refusal>(() => vault.Open(sealedNumber));
        Assert.Throws<Refusal>(() => vault.Open([9, 9, 9]));
    }

    [Fact]
    public async Task What_was_sealed_opens_again_after_a_restart_and_never_looks_the_same_twice()
    {
        await using var city = await TestDatabase.NewAsync();
        var before = await Vault.OpenAsync(city.Folder, city.Source);
        var sealedName = before.Seal("北京市西城区德胜门外大街");

        var after = await Vault.OpenAsync(city.Folder, city.Source);

        Assert.Equal("北京市西城区德胜门外大街", after.Open(sealedName));
        Assert.NotEqual(sealedName, before.Seal("北京市西城区德胜门外大街"));
    }

    [Fact]
    public async Task Equal_numbers_have_equal_blind_indexes_of_one_kind_and_different_ones_of_two_kinds()
    {
        await using var city = await TestDatabase.NewAsync();
        var vault = await Vault.OpenAsync(city.Folder, city.Source);
        var again = await Vault.OpenAsync(city.Folder, city.Source);

        Assert.Equal(vault.Index(BlindIndex.Phone, "13800000000"), again.Index(BlindIndex.Phone, "13800000000"));
        Assert.NotEqual(vault.Index(BlindIndex.Phone, "13800000000"), vault.Index(BlindIndex.Card, "13800000000"));
        Assert.NotEqual(vault.Index(BlindIndex.Phone, "13800000000"), vault.Index(BlindIndex.Phone, "13800000001"));
    }

    [Fact]
    public async Task The_master_key_is_readable_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no such modes.");
        if (OperatingSystem.IsWindows()) return;

        await using var city = await TestDatabase.NewAsync();
        await Vault.OpenAsync(city.Folder, city.Source);

        var mode = File.GetUnixFileMode(Path.Combine(city.Folder.Keys, "master.json"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }
}
