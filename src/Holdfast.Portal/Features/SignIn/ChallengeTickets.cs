using System.Text.Json;
using Holdfast.Portal.Features.Factors;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>What a source must get back with the answer to its challenge: in the form, sealed, so that any portal can go on.</summary>
public sealed class ChallengeTickets(FormTickets tickets)
{
    private const string Purpose = "challenge";

    public string Seal(ChallengeTicket ticket) => tickets.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(ticket));

    /// <returns>Null: none of ours, or too old.</returns>
    public ChallengeTicket? Open(string text) =>
        tickets.Open(Purpose, text) is { } bytes ? JsonSerializer.Deserialize<ChallengeTicket>(bytes) : null;
}

/// <param name="Name">As it was typed.</param>
/// <param name="UserId">Who it is, if the password is followed by the right answer; null: somebody new.</param>
public sealed record ChallengeTicket(Guid SourceId, string Name, Guid? UserId, byte[] State);
