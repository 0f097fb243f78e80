import Base
import Glibc

extension Configuration {
    /// How many threads a setting asks for; 0 asks for one for each core.
    func threads(_ setting: Setting<Int>) -> Int {
        let wanted = self[setting]
        return wanted > 0 ? wanted : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }
}
