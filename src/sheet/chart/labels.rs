//! Labels that lie beside each other: pushed apart, in the order of what they name, and never one over another.

/// Where labels come to lie that would like to lie at `wanted`: each at least `height` from the next, all between nothing
/// and `room`. By their order in `wanted`; `None` for those for which there is no room at all, the last ones.
pub fn pushed_apart(wanted: &[f64], height: f64, room: f64) -> Vec<Option<f64>> {
    let most = if room < height { 0 } else { (room / height).floor() as usize };
    let mut order: Vec<usize> = (0..wanted.len().min(most)).collect();
    order.sort_by(|&one, &other| wanted[one].total_cmp(&wanted[other]).then(one.cmp(&other)));
    let mut places = vec![None; wanted.len()];
    let mut free = 0.0_f64;
    // Down as far as they must, and then those that fell below the end up again.
    for &label in &order {
        let place = wanted[label].max(free);
        places[label] = Some(place);
        free = place + height;
    }
    let mut end = room;
    for &label in order.iter().rev() {
        let place = places[label].unwrap_or_default().min(end - height);
        places[label] = Some(place);
        end = place;
    }
    places
}
