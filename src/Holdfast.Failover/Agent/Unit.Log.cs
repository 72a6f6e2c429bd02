using Holdfast.Failover.Members;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

internal sealed partial class Unit
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.AddressesRefused, LogLevel.Error, "Unit {Vrid}: the kernel refuses {Failure}")]
        public static partial void AddressesRefused(ILogger logger, int vrid, string failure);

        [LoggerMessage(EventIds.EpochNotStored, LogLevel.Error, "Unit {Vrid}: epoch {Epoch} is not stored: {Failure}")]
        public static partial void EpochNotStored(ILogger logger, int vrid, Epoch epoch, string failure);
    }
}
