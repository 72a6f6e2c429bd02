using Holdfast.Portal.Features.FirstSteps;
using Holdfast.Portal.Layout;

namespace Holdfast.Web.OnFakes;

/// <summary>Half of it is done, until the list is put away.</summary>
internal sealed class FakeFirstSteps : IFirstStepDesk
{
    private bool _away;

    public Task<IReadOnlyList<FirstStep>> ReadAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult(
            _away
                ? []
                : FirstStepRules.Of(
                    "localhost",
                    hasProfile: true,
                    hasNode: true,
                    hasUser: false,
                    hasFactor: false,
                    hasMail: true,
                    hasBackup: false
                )
        );

    public Task PutAwayAsync(Visitor by, CancellationToken cancel)
    {
        _away = true;
        return Task.CompletedTask;
    }
}
