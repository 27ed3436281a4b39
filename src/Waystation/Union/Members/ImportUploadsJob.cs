using Waystation.Shared;

namespace Waystation.Members;

/// <summary>Imports what was uploaded, one file after the other, and goes on after a restart.</summary>
sealed class ImportUploadsJob(UploadedImports uploads, ImportMembers import, ILogger<ImportUploadsJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(20), rest = TimeSpan.FromSeconds(5);

    protected override string Trouble => "The upload could not be imported";

    protected override TimeSpan Rest => rest;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        while (await uploads.NextAsync(stopping) is { } next) await ImportAsync(next, stopping);
        await uploads.WaitAsync(look, stopping);
        return TimeSpan.Zero;
    }

    async Task ImportAsync(Waiting next, CancellationToken ct)
    {
        Sentence? refusal = null;
        try
        {
            await import.RunAsync(next.Path, new ImportOptions { Run = next.Id, What = next.What, DryRun = next.DryRun, FileName = next.FileName, By = next.By }, ct);
        }
        catch (Refusal why)
        {
            refusal = why.Sentence;
        }

        await uploads.CloseAsync(next, refusal, CancellationToken.None);
    }
}
