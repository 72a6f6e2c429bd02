using System.Collections.Concurrent;
using Holdfast.Identity.Oidc;
using Holdfast.Model.Problems;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>What providers say of themselves. Only saves time: who forgets it asks again.</summary>
public sealed class ProviderCache(TimeProvider clock)
{
    /// <summary>Ours. A key that is not known is asked for at once.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, Entry> _entries = [];

    /// <param name="anew">Also when it was asked for a moment ago: a key has changed.</param>
    /// <param name="steps">Gets what was reached, for people, in order.</param>
    internal async Task<Outcome<KnownProvider>> ReadAsync(
        OidcTarget target,
        ProviderLine line,
        bool anew,
        List<string> steps,
        CancellationToken cancel
    )
    {
        if (
            !anew
            && _entries.TryGetValue(target.Id, out var entry)
            && entry.Settings.HasSameReceiver(target.Settings)
            && clock.GetElapsedTime(entry.At) < Age
        )
        {
            return entry.Provider;
        }

        var read = await AskAsync(target, line, steps, cancel);
        if (read.Value is { } provider && target.Id != Guid.Empty)
        {
            _entries[target.Id] = new(target.Settings, provider, clock.GetTimestamp());
        }

        return read;
    }

    private static async Task<Outcome<KnownProvider>> AskAsync(
        OidcTarget target,
        ProviderLine line,
        List<string> steps,
        CancellationToken cancel
    )
    {
        var (issuer, at) = (target.Settings.Issuer, ProviderMetadata.AddressOf(target.Settings.Issuer));
        var described = await line.GetAsync(at, bearer: null, cancel);
        if (described.Value is not { } description)
        {
            return Outcome<KnownProvider>.Failed(described.Problems);
        }

        if (!description.IsGood || ProviderMetadata.Parse(description.Body) is not { } metadata)
        {
            return OidcProblems.NoMetadata.At($"{at}", $"It answers {description.Status}.");
        }

        // OpenID Connect Discovery 4.3: otherwise one provider could speak in the name of another.
        if (metadata.Issuer != issuer)
        {
            return OidcProblems.OtherIssuer.At(issuer, $"“{TokenReply.InWords(metadata.Issuer)}”.");
        }

        steps.Add($"The description of the provider is at {at}");
        var shown = await line.GetAsync(metadata.Keys, bearer: null, cancel);
        if (shown.Value is not { } set)
        {
            return Outcome<KnownProvider>.Failed(shown.Problems);
        }

        if (!set.IsGood || ProviderKey.ParseSet(set.Body) is not { Count: > 0 } keys)
        {
            return OidcProblems.NoKeys.At($"{metadata.Keys}", $"It answers {set.Status}.");
        }

        steps.Add($"It signs with {keys.Count} keys that are understood");
        return new KnownProvider(metadata, keys);
    }

    private sealed record Entry(OidcSettings Settings, KnownProvider Provider, long At);
}
