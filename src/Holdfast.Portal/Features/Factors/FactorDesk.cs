using Holdfast.Data;
using Holdfast.Data.Factors;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Identity.Factors;
using Holdfast.Model.Problems;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Factors;

/// <summary>What somebody sees and changes of the own second factors.</summary>
public sealed class FactorDesk(
    IDatabase database,
    UserStore users,
    AuthenticatorStore authenticators,
    PasskeyStore passkeys,
    FactorRemoval removal,
    FactorAddition addition,
    FactorCheck check,
    FormTickets tickets,
    SecretBox box,
    PortalOptions options,
    AuditLog audit,
    TimeProvider clock
) : IFactorDesk
{
    public Task<FactorsView> ReadAsync(Visitor visitor, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                var user = await users.FindAsync(unit, visitor.UserId);
                var app = await authenticators.FindAsync(unit, visitor.UserId);
                return new FactorsView(
                    app is null ? null : new(app.CreatedAt, app.LastUsedAt),
                    user?.Factors.RecoveryCodes ?? 0,
                    user is not null && await removal.IsDemandedAsync(unit, user)
                )
                {
                    Passkeys =
                    [
                        .. (await passkeys.ListOfAsync(unit, visitor.UserId)).Select(key => new OwnPasskey(
                            key.Id,
                            key.Name,
                            new(key.CreatedAt, key.LastUsedAt)
                        )),
                    ],
                };
            },
            cancel
        );

    public AppOffer OfferApp(Visitor visitor)
    {
        var secret = TotpSecret.New();
        return Offer(visitor, secret, tickets.Seal(TicketOf(visitor), secret));
    }

    public AppOffer? ReadOffer(Visitor visitor, string ticket) =>
        tickets.Open(TicketOf(visitor), ticket) is { Length: Totp.SecretLength } secret
            ? Offer(visitor, secret, ticket)
            : null;

    public async Task<Outcome<AddedFactor>> AddAppAsync(HttpContext http, Visitor visitor, string ticket, string code)
    {
        if (tickets.Open(TicketOf(visitor), ticket) is not { Length: Totp.SecretLength } secret)
        {
            return FactorProblems.TooLate.At("", "");
        }

        var now = clock.GetUtcNow();
        if (Totp.Match(secret, code, now, lastStep: -1) is not { } step)
        {
            return FactorProblems.WrongCode.At("code", "");
        }

        var authenticator = new Authenticator
        {
            UserId = visitor.UserId,
            Sealed = box.Seal(FactorCheck.PurposeOf(visitor.UserId), secret),
            LastStep = step,
            CreatedAt = now,
        };
        return await addition.AddAsync(
            http,
            visitor,
            SignInMethod.Totp,
            async unit =>
                await authenticators.AddAsync(unit, authenticator) ? null : FactorProblems.AppThere.At("code", ""),
            new { Factor = "app" }
        );
    }

    public Task<Problem?> RemoveAppAsync(Visitor visitor, CancellationToken cancel) =>
        removal.OneOfAsync(
            visitor,
            unit => authenticators.RemoveAsync(unit, visitor.UserId),
            new { Factor = "app" },
            cancel
        );

    public Task<Outcome<AddedFactor>> NewRecoveryCodesAsync(Visitor visitor, CancellationToken cancel) =>
        database.WriteAsync<Outcome<AddedFactor>>(
            async unit =>
            {
                if (await users.FindAsync(unit, visitor.UserId) is not { Factors.Any: true })
                {
                    return FactorProblems.NoFactor.At("", "");
                }

                var codes = await check.NewRecoveryCodesAsync(unit, visitor.UserId, clock.GetUtcNow());
                await audit.AddAsync(unit, Actor.Of(visitor), "factor.recovery-codes", visitor.Name);
                return new AddedFactor(codes);
            },
            cancel
        );

    private AppOffer Offer(Visitor visitor, byte[] secret, string ticket) =>
        new(ticket, TotpSecret.ToText(secret), TotpSecret.ToUri(secret, new Uri(options.PublicUrl).Host, visitor.Name));

    private static string TicketOf(Visitor visitor) => $"app/{visitor.UserId}";
}
