using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>The administration of profiles.</summary>
public interface IProfileDesk
{
    Task<IReadOnlyList<Profile>> ListAsync(CancellationToken cancel);

    Task<Profile?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Brings a profile into force beside the others.</summary>
    /// <param name="read">What could not be read is said together with what is wrong with the rest.</param>
    /// <param name="isNew">A profile of this id must not be there yet; otherwise it must be.</param>
    /// <returns>All that is wrong; then the old one stays in force.</returns>
    Task<Outcome<ProfilesChanged>> SaveAsync(Visitor by, Reading<Profile> read, bool isNew, CancellationToken cancel);

    /// <summary>Takes a profile away; its connections end.</summary>
    Task<Outcome<ProfilesChanged>> RemoveAsync(Visitor by, string id, CancellationToken cancel);
}
