using System.Net;
using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>
/// Asks sources who it is. Somebody who is known is asked for at the own source only; a name that nobody has here, at all of them in their
/// order. Users whose password is ours are asked for at none of them: their password is not told to anybody.
/// </summary>
public sealed partial class SourceSignIn(
    IDatabase database,
    SourcePersonStore people,
    SourceBook book,
    PasswordSources sources,
    SourceArrival arrival,
    ChallengeTickets tickets,
    Argon2idHasher hasher,
    TimeProvider clock,
    ILogger<SourceSignIn> logger
)
{
    private readonly Quiet _quiet = new(clock);

    public async Task<bool> AreThereAsync(CancellationToken cancel) => (await book.ReadAsync(cancel)).Sources.Count > 0;

    /// <param name="known">The user of this name; null: there is none.</param>
    public async Task<SourceEntry> TryAsync(
        User? known,
        string typed,
        string password,
        IPAddress address,
        CancellationToken cancel
    )
    {
        // What a user of ours costs, so that the load is the same for all names.
        await hasher.VerifyAsync(hash: null, password, cancel);
        if (UserName.Read(typed).Value is not { } name || password.Length == 0)
        {
            return new(null, NobodyAnswered: false);
        }

        var (asked, away) = (0, 0);
        foreach (var (source, person) in await CandidatesAsync(known, cancel))
        {
            asked++;
            var answer = await sources.AskAsync(source, person?.Name ?? name.Text, password, state: null, cancel);
            if (answer is SourceAnswer.Away silent)
            {
                away++;
                Tell(source, silent.Problem);
            }
            else if (await EnterAsync(source, person, name.Text, answer, address) is { } entry)
            {
                return entry;
            }
        }

        return new(null, asked > 0 && asked == away);
    }

    /// <summary>Somebody answers the challenge of a source.</summary>
    public async Task<SourceEntry> ContinueAsync(
        ChallengeTicket ticket,
        string response,
        IPAddress address,
        CancellationToken cancel
    )
    {
        var (set, person) = await database.ReadAsync(
            async unit =>
                (await book.ReadAsync(unit), ticket.UserId is { } id ? await people.FindAsync(unit, id) : null),
            cancel
        );
        if (set.Find(ticket.SourceId) is not { } source || (ticket.UserId is not null && person is null))
        {
            return new(null, NobodyAnswered: false);
        }

        var name = person?.Name ?? ticket.Name;
        var answer = await sources.AskAsync(source, name, response, ticket.State, cancel);
        if (answer is SourceAnswer.Away silent)
        {
            Tell(source, silent.Problem);
        }

        return await EnterAsync(source, person, ticket.Name, answer, address) ?? new(null, answer is SourceAnswer.Away);
    }

    /// <returns>Null: it is nobody of this source.</returns>
    private async Task<SourceEntry?> EnterAsync(
        SourceSettings source,
        SourcePerson? person,
        string typed,
        SourceAnswer answer,
        IPAddress address
    ) =>
        answer switch
        {
            SourceAnswer.Confirmed confirmed when person is null || confirmed.Person.Subject == person.Subject => new(
                (await arrival.EnterAsync(source, confirmed.Person, refresh: null, address)).Value,
                NobodyAnswered: false
            ),
            SourceAnswer.Challenged more => new(
                null,
                NobodyAnswered: false,
                new(tickets.Seal(new(source.Id, typed, person?.UserId, more.State)), more.Message)
            ),
            _ => null,
        };

    private async Task<IReadOnlyList<(SourceSettings Source, SourcePerson? Person)>> CandidatesAsync(
        User? known,
        CancellationToken cancel
    )
    {
        if (known is null)
        {
            return [.. (await sources.ListAsync(cancel)).Select(source => (source, (SourcePerson?)null))];
        }

        var (set, person) = await database.ReadAsync(
            async unit => (await book.ReadAsync(unit), await people.FindAsync(unit, known.Id)),
            cancel
        );
        return person is not null && set.Find(person.SourceId) is { } own ? [(own, person)] : [];
    }

    private void Tell(SourceSettings source, Problem problem)
    {
        if (_quiet.MayTell($"{source.Id} {problem.Id}"))
        {
            Log.Away(logger, source.Name, $"{problem}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SourceAway, LogLevel.Warning, "The source {Source} cannot be asked: {Reason}")]
        public static partial void Away(ILogger logger, string source, string reason);
    }
}
