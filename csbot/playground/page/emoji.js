// The shortcodes that work apps use; others stay as they are typed.

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️",
  no_entry: "⛔", no_entry_sign: "🚫", exclamation: "❗", grey_exclamation: "❕", question: "❓", bangbang: "‼️",
  information_source: "ℹ️", bulb: "💡", bell: "🔔", no_bell: "🔕", mute: "🔇", zzz: "💤", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", alarm_clock: "⏰", stopwatch: "⏱️", clock1: "🕐", clock3: "🕒", clock9: "🕘",
  calendar: "📆", date: "📅", spiral_calendar_pad: "🗓️", memo: "📝", pencil: "📝", pencil2: "✏️", clipboard: "📋",
  pushpin: "📌", round_pushpin: "📍", paperclip: "📎", link: "🔗", mag: "🔍", lock: "🔒", unlock: "🔓", key: "🔑",
  telephone_receiver: "📞", phone: "☎️", iphone: "📱", email: "✉️", envelope: "✉️", incoming_envelope: "📨",
  inbox_tray: "📥", outbox_tray: "📤", package: "📦", gear: "⚙️", wrench: "🔧", hammer_and_wrench: "🛠️",
  chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", bar_chart: "📊", moneybag: "💰", euro: "💶",
  credit_card: "💳", handshake: "🤝", wave: "👋", tada: "🎉", rocket: "🚀", fire: "🔥", sparkles: "✨", star: "⭐",
  star2: "🌟", trophy: "🏆", dart: "🎯", thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", clap: "👏",
  pray: "🙏", muscle: "💪", eyes: "👀", heart: "❤️", green_heart: "💚", yellow_heart: "💛", broken_heart: "💔",
  smile: "😄", slightly_smiling_face: "🙂", neutral_face: "😐", slightly_frowning_face: "🙁", worried: "😟", cry: "😢",
  sunny: "☀️", partly_sunny: "⛅", cloud: "☁️", coffee: "☕", seedling: "🌱", red_circle: "🔴", large_red_circle: "🔴",
  large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢", large_blue_circle: "🔵",
  white_circle: "⚪", black_circle: "⚫", large_green_square: "🟩", large_yellow_square: "🟨", large_red_square: "🟥",
  white_large_square: "⬜", black_large_square: "⬛", small_red_triangle: "🔺", small_red_triangle_down: "🔻",
  arrow_up: "⬆️", arrow_down: "⬇️", arrow_right: "➡️", arrow_left: "⬅️", arrow_upper_right: "↗️",
  arrow_lower_right: "↘️", arrows_counterclockwise: "🔄", repeat: "🔁", leftwards_arrow_with_hook: "↩️",
  heavy_plus_sign: "➕", heavy_minus_sign: "➖", office: "🏢", house: "🏠", bust_in_silhouette: "👤",
  busts_in_silhouette: "👥", robot_face: "🤖", speech_balloon: "💬", thought_balloon: "💭", mega: "📣",
  loudspeaker: "📢", books: "📚", file_folder: "📁", open_file_folder: "📂", page_facing_up: "📄", wastebasket: "🗑️",
  recycle: "♻️", construction: "🚧", rotating_light: "🚨", sos: "🆘", new: "🆕", ok: "🆗", one: "1️⃣", two: "2️⃣",
  three: "3️⃣", crossed_fingers: "🤞", birthday: "🎂", gift: "🎁", earth_africa: "🌍", globe_with_meridians: "🌐",
};

export const emoji = (name) => EMOJI[name] || `:${name}:`;
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] || whole);
