using Holdfast.Telemetry.Logging;
using Microsoft.Extensions.Logging;

namespace Holdfast.Roles;

internal static class RoleLogging
{
    public static ILoggerFactory Create() => LoggerFactory.Create(logging => logging.AddHoldfast());
}
