using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Features.Settings;

/// <summary>The administration of the settings.</summary>
public interface ISettingDesk
{
    Task<PortalSettingValues> ReadAsync(CancellationToken cancel);

    /// <summary>Changes the settings that are named; an empty text is the default.</summary>
    /// <returns>All that is wrong, each under the name of its setting; then the old ones stay in force. Empty: done.</returns>
    Task<IReadOnlyList<Problem>> SaveAsync(
        Visitor by,
        IReadOnlyCollection<KeyValuePair<string, string>> texts,
        CancellationToken cancel
    );
}
