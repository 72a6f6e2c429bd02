using Holdfast.Model.DesiredState;

namespace Holdfast.Link.Messages;

/// <summary>The node has persisted and made real everything up to the revision, but for what failed.</summary>
public sealed record Applied(Revision Revision, IReadOnlyList<ApplyFailure> Failures) : LinkMessage;

/// <summary>Something that could not be made real. The node goes on trying, and tells of success by a later <see cref="Applied"/>.</summary>
/// <param name="ConfigurationId">The configuration concerned; null: a whole service.</param>
/// <param name="ProfileId">The profile concerned.</param>
/// <param name="ProblemId">For example <c>HF-1601</c>.</param>
/// <param name="Detail">For the administrator.</param>
/// <param name="Interface">The device of the service that fails as a whole; null where one configuration or the firewall does.</param>
public sealed record ApplyFailure(
    Guid? ConfigurationId,
    string ProfileId,
    string ProblemId,
    string Detail,
    string? Interface = null
);
