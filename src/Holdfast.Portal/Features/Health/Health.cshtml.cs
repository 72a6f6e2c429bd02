using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Health;

[Needs(Right.SeeService)]
public sealed class HealthModel(IHealthDesk desk) : PortalPage
{
    public IReadOnlyList<HealthRow> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        DoNotKeep();
        Rows = await desk.ReadAsync(Aborted);
    }

    /// <summary>As the pill is called that shows it.</summary>
    public static string PillOf(HealthState state) =>
        state switch
        {
            HealthState.Good => "good",
            HealthState.Warn => "warn",
            _ => "bad",
        };

    public static string WordOf(HealthState state) =>
        state switch
        {
            HealthState.Good => "Good",
            HealthState.Warn => "Look at this",
            _ => "Bad",
        };
}
