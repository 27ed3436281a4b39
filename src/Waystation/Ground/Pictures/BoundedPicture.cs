using Microsoft.AspNetCore.Http;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>Reads a photo as it comes and stops at the first byte too many: what is too large is never in memory as a whole.</summary>
static class BoundedPicture
{
    const int Step = 64 << 10;

    public static async Task<byte[]> ReadAsync(Stream content, int most, CancellationToken ct)
    {
        try
        {
            using var taken = new MemoryStream();
            var step = new byte[Step];
            while (await content.ReadAsync(step, ct) is > 0 and var many)
            {
                Rule.Require(taken.Length + many <= most, Say.TooLarge(most >> 20));
                taken.Write(step, 0, many);
            }

            Rule.Require(taken.Length > 0, Say.Empty);
            return taken.ToArray();
        }
        catch (BadHttpRequestException larger) when (larger.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server's own limit stands above ours and may speak first.
            throw new Refusal(Say.TooLarge(most >> 20), larger);
        }
    }
}
