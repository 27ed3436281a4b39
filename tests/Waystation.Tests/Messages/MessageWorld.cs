using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Waystation.Data;

namespace Waystation.Messages;

/// <summary>A house that hands its messages to a gateway of the test.</summary>
sealed class MessageWorld : IAsyncDisposable
{
    public const string Phone = "13800001234", Text = "您的验证码是 482913，5 分钟内有效。";
    public static readonly string Secret = new('s', 32);

    MessageWorld(TestDatabase database, Vault vault) => (Database, Vault) = (database, vault);

    public TestDatabase Database { get; }
    public Vault Vault { get; }
    public StoppedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));
    public Gateway Taking { get; } = new();
    public List<string> Log { get; } = [];

    public static async Task<MessageWorld> NewAsync()
    {
        var database = await TestDatabase.NewAsync();
        return new MessageWorld(database, await Vault.OpenAsync(database.Folder, database.Source));
    }

    public static SenderSettings Settings(bool isDemo = false, params (string Name, string Value)[] settings) =>
        SenderSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build(), isDemo);

    public static SenderSettings Webhook(string url) =>
        Settings(false, ("WAYSTATION_MESSAGES", "webhook"), ("WAYSTATION_MESSAGES_URL", url), ("WAYSTATION_MESSAGES_SECRET", Secret));

    public static SenderSettings ToFile => Settings(false, ("WAYSTATION_MESSAGES", "file"));

    public DeliverMessages Delivering(IPostman? postman = null, bool guarded = true) =>
        new(Database.Source, Vault, postman ?? Taking, Clock, new LoggerFactory([new Notes(Log)]).CreateLogger<DeliverMessages>()) { IsGuarded = guarded };

    public async Task<Guid> QueueAsync(DateTimeOffset? expiresAt = null, SenderSettings? sender = null)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return await new SendMessage(sender ?? ToFile, Vault, Clock).QueueAsync(connection, new OutgoingMessage(MessageKind.SignInCode, Phone, Text, expiresAt));
    }

    /// <summary>State, tries, and whether phone and text are still there.</summary>
    public async Task<(string State, int Tries, bool Held)> StoredAsync(Guid id)
    {
        await using var command = Database.Source.CreateCommand("SELECT state, tries, phone IS NOT NULL OR phone_index IS NOT NULL OR text IS NOT NULL FROM messages WHERE id = $1");
        command.Parameters.AddWithValue(id);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return (row.GetString(0), row.GetInt32(1), row.GetBoolean(2));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    sealed class Notes(List<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> say) => log.Add($"{level}: {say(state, exception)} {exception}");
        public void Dispose() { }
    }
}

/// <summary>A gateway that notes what it is given, and can be told to take nothing or to fall over afterwards.</summary>
sealed class Gateway : IPostman
{
    readonly List<Letter> letters = [];

    public Exception? Refuses { get; set; }
    public Exception? FallsAfterwards { get; set; }
    public IReadOnlyList<Letter> Letters => letters;

    public Task PostAsync(Letter letter, CancellationToken ct)
    {
        if (Refuses is not null) throw Refuses;

        lock (letters) letters.Add(letter);
        return FallsAfterwards is null ? Task.CompletedTask : Task.FromException(FallsAfterwards);
    }
}
