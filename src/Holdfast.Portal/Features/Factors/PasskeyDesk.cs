using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Identity.Factors;
using Holdfast.Identity.Passkeys;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.SignIn;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Passkeys: making, using and removing them.</summary>
public sealed class PasskeyDesk(
    IDatabase database,
    UserStore users,
    PasskeyStore passkeys,
    PasskeyRequests requests,
    PasskeyCheck check,
    FactorAddition addition,
    FactorRemoval removal,
    BrowserSessions browsers,
    AttemptCounts counts,
    AuditLog audit,
    TimeProvider clock
) : IPasskeyDesk
{
    public PasskeyRequest? OfferSignIn() => requests.ToUse(PasskeyRequests.SignIn, []);

    public async Task<Problem?> SignInAsync(HttpContext http, string ticket, string answer)
    {
        // Only the address counts: who it is comes out with the right passkey alone.
        var attempt = Attempt.With("", http, clock.GetUtcNow());
        if (await counts.DecideAddressAsync(attempt, http.RequestAborted) is { Allowed: false, RetryAfter: var wait })
        {
            return IdentityProblems.SignInThrottled.At("", $"Wait {Math.Ceiling(wait.TotalSeconds)} s.");
        }

        var token = await database.WriteAsync(
            async unit =>
            {
                var user = await check.FindAsync(unit, PasskeyRequests.SignIn, ticket, answer, expected: null);
                if (user is not null)
                {
                    return await browsers.BeginAsync(unit, http, user, SignInMethod.Passkey, attempt.At);
                }

                await counts.CountAddressAsync(unit, attempt);
                await audit.AddAsync(
                    unit,
                    new Actor("unknown", attempt.Address),
                    "sign-in.fail",
                    "",
                    new { By = SignInMethod.Passkey }
                );
                return null;
            },
            CancellationToken.None
        );
        return Answer(http, token);
    }

    public async Task<PasskeyRequest?> OfferProofAsync(Visitor visitor, CancellationToken cancel)
    {
        var known = await database.ReadAsync(unit => passkeys.ListOfAsync(unit, visitor.UserId), cancel);
        return known.Count == 0 ? null : requests.ToUse(PasskeyRequests.ProofOf(visitor.UserId), known);
    }

    public async Task<Problem?> ProveAsync(HttpContext http, Visitor visitor, string ticket, string answer)
    {
        var token = await database.WriteAsync(
            async unit =>
            {
                var purpose = PasskeyRequests.ProofOf(visitor.UserId);
                var fact = new { By = SignInMethod.Passkey };
                if (await check.FindAsync(unit, purpose, ticket, answer, visitor.UserId) is null)
                {
                    await audit.AddAsync(unit, Actor.Of(visitor), "sign-in.fail", visitor.Name, fact);
                    return null;
                }

                var action = visitor.Need == FactorNeed.Prove ? "sign-in" : "factor.prove";
                await audit.AddAsync(unit, Actor.Of(visitor), action, visitor.Name, fact);
                return await browsers.ProveAsync(unit, http, SignInMethod.Passkey, clock.GetUtcNow());
            },
            CancellationToken.None
        );
        return Answer(http, token);
    }

    public Task<PasskeyRequest?> OfferCreationAsync(Visitor visitor, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
                await users.FindAsync(unit, visitor.UserId) is { } user
                    ? requests.ToMake(user, await passkeys.ListOfAsync(unit, user.Id))
                    : null,
            cancel
        );

    public async Task<Outcome<AddedFactor>> AddAsync(HttpContext http, Visitor visitor, NewPasskeyForm form)
    {
        var name = form.Name.Trim();
        if (name.Length is 0 or > PasskeyLimits.Name || name.Any(char.IsControl))
        {
            return FactorProblems.BadPasskeyName.At("name", "");
        }

        if (requests.Party is not { } party)
        {
            return FactorProblems.NoPasskeysHere.At("", "");
        }

        if (requests.Challenge(PasskeyRequests.CreationOf(visitor.UserId), form.Ticket) is not { } challenge)
        {
            return FactorProblems.TooLate.At("", "");
        }

        if (PasskeyCreation.Check(form.Answer, challenge, party).Value is not { } made)
        {
            return FactorProblems.PasskeyRefused.At("", "");
        }

        var now = clock.GetUtcNow();
        var passkey = new Passkey
        {
            Id = Guid.CreateVersion7(now),
            UserId = visitor.UserId,
            Credential = made.Credential,
            PublicKey = made.PublicKey,
            Name = name,
            Transports = made.Transports,
            Counter = made.Counter,
            CreatedAt = now,
        };
        return await addition.AddAsync(
            http,
            visitor,
            SignInMethod.Passkey,
            unit => AddAsync(unit, passkey, challenge),
            new { Factor = "passkey", name }
        );
    }

    public Task<Problem?> RemoveAsync(Visitor visitor, Guid id, CancellationToken cancel) =>
        removal.OneOfAsync(
            visitor,
            unit => passkeys.RemoveAsync(unit, visitor.UserId, id),
            new { Factor = "passkey" },
            cancel
        );

    private async Task<Problem?> AddAsync(IUnitOfWork unit, Passkey passkey, byte[] challenge)
    {
        if ((await passkeys.ListOfAsync(unit, passkey.UserId)).Count >= PasskeyLimits.PerUser)
        {
            return FactorProblems.TooManyPasskeys.At("", $"The limit is {PasskeyLimits.PerUser}.");
        }

        return await check.SpendAsync(unit, challenge) && await passkeys.AddAsync(unit, passkey)
            ? null
            : FactorProblems.PasskeyRefused.At("", "");
    }

    private static Problem? Answer(HttpContext http, string? token)
    {
        if (token is null)
        {
            return FactorProblems.PasskeyRefused.At("", "");
        }

        SessionCookie.Write(http.Response, token);
        return null;
    }
}
