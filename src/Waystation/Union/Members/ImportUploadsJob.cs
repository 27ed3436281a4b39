using Waystation.Shared;

namespace Waystation.Members;

/// <summary>Imports what was uploaded, one file after the other, and goes on after a restart.</summary>
sealed class ImportUploadsJob(UploadedImports uploads, ImportMembers import, ILogger<ImportUploadsJob> log) : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(20), rest = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await uploads.NextAsync(stopping) is { } next) await ImportAsync(next, stopping);
                await uploads.WaitAsync(look, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
            {
                log.LogError(away, "The upload could not be imported; it is tried again");
                await Task.Delay(rest, stopping);
            }
        }
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
