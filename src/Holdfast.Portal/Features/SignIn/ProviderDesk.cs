using System.Net;
using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity.Oidc;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources;
using Holdfast.Portal.Sources.Oidc;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Signs people in who prove at a provider who they are. What is remembered between is in the browser, so that any portal goes on.</summary>
public sealed partial class ProviderDesk(
    IDatabase database,
    SourceBook book,
    OidcProviders providers,
    ProviderTickets tickets,
    SourceArrival arrival,
    BrowserSessions browsers,
    AuditLog audit,
    PortalOptions options,
    TimeProvider clock,
    ILogger<ProviderDesk> logger
) : IProviderDesk
{
    /// <summary>Of a code, in characters. Ours: those in use have some hundred, or two thousand.</summary>
    private const int LongestCode = 8000;

    private readonly Quiet _quiet = new(clock);

    public async Task<IReadOnlyList<ProviderChoice>> ListAsync(CancellationToken cancel) =>
        [
            .. (await book.ReadAsync(cancel))
                .Sources.Where(source => source is { Enabled: true, Oidc: not null })
                .Select(source => new ProviderChoice(source.Id, source.Name)),
        ];

    public async Task<Outcome<Uri>> BeginAsync(HttpContext http, Guid sourceId, string returnTo, bool anew)
    {
        if (await FindAsync(sourceId, http.RequestAborted) is not { } source)
        {
            return SourceProblems.Unknown.At($"{sourceId}", "");
        }

        var way = ProviderTickets.Fits(returnTo) ? returnTo : Addresses.Home;
        var ticket = ProviderTicket.New(
            sourceId,
            options.PublicUrl + Addresses.BackFromProvider(sourceId),
            way,
            anew,
            clock.GetUtcNow()
        );
        var target = await TargetAsync(source, http.RequestAborted);
        var address = await providers.BeginAsync(target, ticket, http.RequestAborted);
        if (address.Succeeded)
        {
            tickets.Write(http.Response, ticket);
        }
        else
        {
            Tell(source, address.Problems[0]);
        }

        return address;
    }

    public async Task<ProviderEntry> FinishAsync(HttpContext http, Guid sourceId)
    {
        var ticket = tickets.Take(http, sourceId, Query(http, "state"));
        var source = await FindAsync(sourceId, http.RequestAborted);
        if (ticket is null || source is null)
        {
            return new(Addresses.Home, OidcProblems.NotBegunHere.At("", ""));
        }

        var way = Addresses.Local(ticket.ReturnTo);
        if (Query(http, "error") is { Length: > 0 } error)
        {
            var said = TokenReply.InWords(error, Query(http, "error_description"));
            return new(way, OidcProblems.ProviderRefused.At(source.Name, $"“{said}”."));
        }

        var proven = await RedeemAsync(http, source, ticket);
        if (proven.Value is not { } person)
        {
            Tell(source, proven.Problems[0]);
            return new(way, proven.Problems[0]);
        }

        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        var entered = await arrival.EnterAsync(source, person.Person, person.Refresh, address);
        return entered.Value is { } user
            ? new(way, await BeginSessionAsync(http, source, user, address))
            : new(way, entered.Problems[0]);
    }

    private async Task<Outcome<ProvenPerson>> RedeemAsync(
        HttpContext http,
        SourceSettings source,
        ProviderTicket ticket
    )
    {
        var code = Query(http, "code");
        return code.Length is 0 or > LongestCode
            ? OidcProblems.ProviderRefused.At(source.Name, "There is no code in its answer.")
            : await providers.RedeemAsync(
                await TargetAsync(source, http.RequestAborted),
                ticket,
                code,
                http.Request.Query.ContainsKey("iss") ? Query(http, "iss") : null,
                http.RequestAborted
            );
    }

    /// <summary>A second factor of ours, where there is one, is still to be proven.</summary>
    private Task<Problem?> BeginSessionAsync(HttpContext http, SourceSettings source, User user, IPAddress address) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                if (user.DisabledAt is not null)
                {
                    var fact = new { By = SignInMethod.Provider, Source = source.Name };
                    await audit.AddAsync(unit, new Actor(user.Name, address), "sign-in.fail", user.Name, fact);
                    return SourceProblems.Disabled.At(user.Name, "");
                }

                var token = await browsers.BeginAsync(unit, http, user, SignInMethod.Provider, clock.GetUtcNow());
                unit.AfterCommit(() => SessionCookie.Write(http.Response, token));
                return null;
            },
            http.RequestAborted
        );

    private async Task<SourceSettings?> FindAsync(Guid id, CancellationToken cancel) =>
        (await book.ReadAsync(cancel)).Find(id) is { Enabled: true, Oidc: not null } source ? source : null;

    private async Task<OidcTarget> TargetAsync(SourceSettings source, CancellationToken cancel) =>
        new(source.Id, source.Oidc!, await book.SecretAsync(source, cancel));

    private static string Query(HttpContext http, string name) => http.Request.Query[name] is [{ } one] ? one : "";

    private void Tell(SourceSettings source, Problem problem)
    {
        if (_quiet.MayTell($"{source.Id} {problem.Id}"))
        {
            Log.Refused(logger, source.Name, $"{problem}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ProviderRefused, LogLevel.Warning, "Nobody signs in by {Source}: {Reason}")]
        public static partial void Refused(ILogger logger, string source, string reason);
    }
}
