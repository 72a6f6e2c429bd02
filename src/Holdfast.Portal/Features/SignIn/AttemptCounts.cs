using Holdfast.Data;
using Holdfast.Data.Throttles;
using Holdfast.Identity.SignIn;
using Holdfast.Portal.Notices;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Counts what fails, in the database, so that all portals count together.</summary>
public sealed class AttemptCounts(IDatabase database, ThrottleStore throttles, NoticeBook notices)
{
    /// <summary>Beyond those that have no consequence, after which administrators are told. By then each further attempt waits for long.</summary>
    private const int ToldAfter = 10;

    /// <summary>Whether the attempt may be made at all.</summary>
    public async Task<SignInDecision> DecideAsync(Attempt attempt, CancellationToken cancel)
    {
        var (who, address) = await database.ReadAsync(
            async unit =>
                (await throttles.FindAsync(unit, attempt.WhoKey), await throttles.FindAsync(unit, attempt.AddressKey)),
            cancel
        );
        return SignInThrottle.Decide(who?.BlockedUntil, address?.BlockedUntil, attempt.At);
    }

    /// <summary>The same where nobody says who it is.</summary>
    public async Task<SignInDecision> DecideAddressAsync(Attempt attempt, CancellationToken cancel)
    {
        var address = await database.ReadAsync(unit => throttles.FindAsync(unit, attempt.AddressKey), cancel);
        return SignInThrottle.Decide(nameBlockedUntil: null, address?.BlockedUntil, attempt.At);
    }

    /// <summary>
    /// Takes one try, counted as failed until <see cref="ForgetAsync"/>: many that come at the same time wait for each other here, and
    /// only as many as may be tried are.
    /// </summary>
    /// <returns>False: blocked meanwhile.</returns>
    public async Task<bool> TakeAsync(IUnitOfWork unit, Attempt attempt)
    {
        var failures = await throttles.RecordFailureAsync(
            unit,
            attempt.WhoKey,
            SignInThrottle.OfName.Window,
            attempt.At
        );
        var blocked = (await throttles.FindAsync(unit, attempt.WhoKey))?.BlockedUntil;
        if (SignInThrottle.OfName.BlockedUntil(failures, attempt.At) is { } until)
        {
            await throttles.BlockAsync(unit, attempt.WhoKey, until, attempt.At);
        }

        return SignInThrottle.Decide(blocked, addressBlockedUntil: null, attempt.At).Allowed;
    }

    /// <summary>The address it came from has failed.</summary>
    public Task CountAddressAsync(IUnitOfWork unit, Attempt attempt) =>
        CountAsync(unit, SignInThrottle.OfAddress, attempt.AddressKey, attempt, $"{attempt.Address}");

    /// <summary>It failed.</summary>
    /// <param name="who">Name of the person for administrators; null: it is not known who, and nothing that was typed is repeated.</param>
    public async Task CountAsync(IUnitOfWork unit, Attempt attempt, string? who)
    {
        await CountAsync(unit, SignInThrottle.OfName, attempt.WhoKey, attempt, who);
        await CountAddressAsync(unit, attempt);
    }

    /// <summary>It succeeded: the person's count begins anew. The address's goes on, as others may guess from there.</summary>
    public Task ForgetAsync(IUnitOfWork unit, Attempt attempt) => throttles.ResetAsync(unit, attempt.WhoKey);

    private async Task CountAsync(IUnitOfWork unit, SignInThrottle throttle, string key, Attempt attempt, string? whom)
    {
        var failures = await throttles.RecordFailureAsync(unit, key, throttle.Window, attempt.At);
        if (throttle.BlockedUntil(failures, attempt.At) is { } until)
        {
            await throttles.BlockAsync(unit, key, until, attempt.At);
        }

        // Once in a window: the count passes every number once, whichever portals count.
        if (failures == throttle.FreeFailures + ToldAfter && whom is not null)
        {
            await notices.ToAdministratorsAsync(
                unit,
                NoticeKinds.SignInThrottled,
                whom,
                $"{whom}: {failures} failed sign-ins, the last from {attempt.Address}. Further attempts have to wait."
            );
        }
    }
}
