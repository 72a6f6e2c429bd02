using System.Net;
using Holdfast.Data.Sessions;
using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Sessions;

/// <summary>Who is connected, and who was.</summary>
public interface ISessionDesk
{
    /// <summary>One page of those that are live, newest first.</summary>
    /// <param name="after">The mark of the page before; null: from the newest.</param>
    Task<SessionList> ListAsync(SessionFilter filter, string? after, CancellationToken cancel);

    /// <summary>What a filter can choose from.</summary>
    Task<SessionChoices> ChoicesAsync(CancellationToken cancel);

    /// <summary>Cuts a client off: its configuration is removed. An app that may come back gets a new one when its user connects.</summary>
    Task<Problem?> EndAsync(Visitor by, Guid id, CancellationToken cancel);

    /// <summary>Who had an address inside the VPN at a moment; newest first.</summary>
    Task<IReadOnlyList<AddressUse>> WhoHadAsync(IPAddress address, DateTimeOffset at, CancellationToken cancel);
}

/// <param name="Count">Of all pages.</param>
/// <param name="Next">Mark of the next page; null: there is none.</param>
public sealed record SessionList(IReadOnlyList<Session> Sessions, long Count, string? Next);

/// <param name="Profiles">Id and name.</param>
public sealed record SessionChoices(IReadOnlyList<(string Id, string Name)> Profiles, IReadOnlyList<string> Nodes);
