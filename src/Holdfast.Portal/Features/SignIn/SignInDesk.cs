using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.SignIn;
using Holdfast.Identity.UserNames;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>
/// Signs people in with name and password, ours or those of a source. Who has a second factor has a session then that opens nothing but the second step. What is
/// remembered of attempts is in the database, so that all portals count together.
/// </summary>
public sealed class SignInDesk(
    IDatabase database,
    UserStore users,
    WebSessionStore sessions,
    AttemptCounts counts,
    BrowserSessions browsers,
    PasswordProof proof,
    SourceSignIn sources,
    ChallengeTickets tickets,
    FailurePace pace,
    Argon2idHasher hasher,
    AuditLog audit,
    TimeProvider clock
) : ISignInDesk
{
    public async Task<SignInAnswer> SignInAsync(HttpContext http, string userName, string password)
    {
        var attempt = Attempt.With(ThrottleKeys.OfName(userName), http, clock.GetUtcNow());
        if (await counts.DecideAsync(attempt, http.RequestAborted) is { Allowed: false, RetryAfter: var wait })
        {
            return Throttled(wait);
        }

        var began = clock.GetTimestamp();
        var user = await FindAsync(userName, http.RequestAborted);
        if (user is not { SourceId: null } && await sources.AreThereAsync(http.RequestAborted))
        {
            var entry = await sources.TryAsync(user, userName, password, attempt.Address, http.RequestAborted);
            return await EnterAsync(http, attempt, user, entry, began);
        }

        var check = await proof.CheckAsync(user, password, http.RequestAborted);
        if (user is not { DisabledAt: null } || check == PasswordCheck.Wrong)
        {
            await RecordFailureAsync(attempt, user);
            await pace.WaitAsync(began, http.RequestAborted);
            return SignInAnswer.Refused(IdentityProblems.SignInFailed.At("", ""));
        }

        if (check == PasswordCheck.RightButHashAgain)
        {
            await RehashAsync(user, password, http.RequestAborted);
        }

        SessionCookie.Write(http.Response, await BeginAsync(http, user, attempt));
        return SignInAnswer.Done;
    }

    public async Task<SignInAnswer> AnswerAsync(HttpContext http, string ticket, string response)
    {
        if (tickets.Open(ticket) is not { } challenge)
        {
            return SignInAnswer.Refused(FactorProblems.TooLate.At("", ""));
        }

        var attempt = Attempt.With(ThrottleKeys.OfName(challenge.Name), http, clock.GetUtcNow());
        if (await counts.DecideAsync(attempt, http.RequestAborted) is { Allowed: false, RetryAfter: var wait })
        {
            return Throttled(wait);
        }

        var began = clock.GetTimestamp();
        var known = await FindAsync(challenge.Name, http.RequestAborted);
        var entry = await sources.ContinueAsync(challenge, response, attempt.Address, http.RequestAborted);
        return await EnterAsync(http, attempt, known, entry, began);
    }

    private async Task<SignInAnswer> EnterAsync(
        HttpContext http,
        Attempt attempt,
        User? known,
        SourceEntry entry,
        long began
    )
    {
        if (entry.User is { DisabledAt: null } user)
        {
            SessionCookie.Write(http.Response, await BeginAsync(http, user, attempt));
            return SignInAnswer.Done;
        }

        if (entry.Challenge is { } challenge)
        {
            return new(null, challenge);
        }

        // Where nobody could be asked nothing was guessed, and nobody is to wait for it later.
        if (!entry.NobodyAnswered)
        {
            await RecordFailureAsync(attempt, known);
        }

        await pace.WaitAsync(began, http.RequestAborted);
        return SignInAnswer.Refused(IdentityProblems.SignInFailed.At("", ""));
    }

    private static SignInAnswer Throttled(TimeSpan wait) =>
        SignInAnswer.Refused(IdentityProblems.SignInThrottled.At("", $"Wait {Math.Ceiling(wait.TotalSeconds)} s."));

    public async Task SignOutAsync(HttpContext http)
    {
        if (SessionCookie.Read(http.Request) is { } hash)
        {
            await database.WriteAsync(unit => sessions.RemoveAsync(unit, hash), http.RequestAborted);
        }

        SessionCookie.Clear(http.Response);
    }

    private Task<User?> FindAsync(string userName, CancellationToken cancel) =>
        UserName.Read(userName).Value is { } name
            ? database.ReadAsync(unit => users.FindByKeyAsync(unit, name.Key), cancel)
            : Task.FromResult<User?>(null);

    /// <summary>Counted also when the browser has gone meanwhile.</summary>
    private Task<bool> RecordFailureAsync(Attempt attempt, User? user) =>
        database.WriteAsync(
            async unit =>
            {
                // The name of somebody who is unknown is not repeated.
                await counts.CountAsync(unit, attempt, user?.Name);

                // The name of somebody who is unknown may be a password in the wrong field.
                await audit.AddAsync(
                    unit,
                    new Actor(user?.Name ?? "unknown", attempt.Address),
                    "sign-in.fail",
                    user?.Name ?? ""
                );
                return true;
            },
            CancellationToken.None
        );

    private async Task RehashAsync(User user, string password, CancellationToken cancel)
    {
        var better = await hasher.HashAsync(password, cancel);
        await database.WriteAsync(unit => users.RehashPasswordAsync(unit, user.Id, user.PasswordHash!, better), cancel);
    }

    /// <returns>What the cookie holds.</returns>
    private Task<string> BeginAsync(HttpContext http, User user, Attempt attempt) =>
        database.WriteAsync(
            async unit =>
            {
                var token = await browsers.BeginAsync(unit, http, user, SignInMethod.Password, attempt.At);
                await counts.ForgetAsync(unit, attempt);
                return token;
            },
            http.RequestAborted
        );
}
